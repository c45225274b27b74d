/** The settings of hosts, as docs/hosting.md gives and explains them. */

export const netlifyToml = `[build]
  command = "npx --no-install faqgen build"
  publish = "dist"

# Else a page of yours would be sent on to an address without .html.
[build.processing]
  skip_processing = true
`;

export const vercelJson = `{
  "$schema": "https://openapi.vercel.sh/vercel.json",
  "framework": null,
  "buildCommand": "npx --no-install faqgen build",
  "outputDirectory": "dist",
  "cleanUrls": false,
  "headers": [
    {
      "source": "/(.*)",
      "headers": [
        {
          "key": "Content-Security-Policy",
          "value": "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        },
        { "key": "Cache-Control", "value": "no-cache" },
        { "key": "X-Content-Type-Options", "value": "nosniff" },
        { "key": "Referrer-Policy", "value": "strict-origin-when-cross-origin" },
        { "key": "Permissions-Policy", "value": "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
        { "key": "Cross-Origin-Opener-Policy", "value": "same-origin" }
      ]
    },
    {
      "source": "/assets/(.*)",
      "headers": [{ "key": "Cache-Control", "value": "public, max-age=31536000, immutable" }]
    },
    {
      "source": "/embed/(.*)",
      "headers": [
        { "key": "Access-Control-Allow-Origin", "value": "*" },
        { "key": "Cross-Origin-Resource-Policy", "value": "cross-origin" }
      ]
    },
    { "source": "/(.*).md", "headers": [{ "key": "Content-Type", "value": "text/markdown; charset=utf-8" }] },
    { "source": "/feed.xml", "headers": [{ "key": "Content-Type", "value": "application/atom+xml" }] }
  ]
}
`;

/** For a site below `path`, which is empty or begins with a slash and ends with none. */
export const apacheConf = (path: string): string => `Alias "${path || '/'}" "/srv/faq/dist${path ? '' : '/'}"
# Else no page that was sent compressed would ever be found unchanged.
DeflateAlterETag NoChange

<Directory "/srv/faq/dist">
  Require all granted
  AllowOverride None
  Options None
  DirectoryIndex index.html
  ErrorDocument 403 ${path}/404.html
  ErrorDocument 404 ${path}/404.html

  AddType text/javascript .js
  AddType text/markdown .md
  AddType application/yaml .yaml
  AddType image/avif .avif
  AddType image/webp .webp
  AddCharset utf-8 .css .html .js .md .txt

  AddOutputFilterByType DEFLATE text/html text/css text/javascript text/markdown text/plain application/json application/xml application/atom+xml application/yaml image/svg+xml

  Header always set Content-Security-Policy "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
  Header always set Cache-Control "no-cache"
  Header always set X-Content-Type-Options "nosniff"
  Header always set Referrer-Policy "strict-origin-when-cross-origin"
  Header always set Permissions-Policy "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
  Header always set Cross-Origin-Opener-Policy "same-origin"

  <Files "404.html">
    Header always set Content-Security-Policy "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
  </Files>
  <Files "feed.xml">
    ForceType application/atom+xml
  </Files>
</Directory>

<Directory "/srv/faq/dist/assets">
  Header always set Cache-Control "public, max-age=31536000, immutable"
</Directory>

<Directory "/srv/faq/dist/embed">
  Header always set Access-Control-Allow-Origin "*"
  Header always set Cross-Origin-Resource-Policy "cross-origin"
</Directory>
`;
