location.replace(document.currentScript.dataset.target + location.hash);
