/** A script whose code was compiled ahead cannot import a module (Node 20 forgets how): this one can. */
module.exports = (address) => import(address);
