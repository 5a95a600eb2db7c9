// What query.js takes from CodeMirror 6. The bundle beside this file was made, in a folder with this file, by
//   npm install codemirror@6 codemirror-lang-sparql@2 esbuild && npx esbuild codemirror.entry.js --bundle --minify
//     --format=iife --global-name=CodeMirror --legal-comments=none --outfile=codemirror.js
export { EditorView, keymap, placeholder } from "@codemirror/view";
export { EditorState, Prec, Compartment } from "@codemirror/state";
export { basicSetup } from "codemirror";
export { autocompletion, completeFromList, startCompletion } from "@codemirror/autocomplete";
export { setDiagnostics } from "@codemirror/lint";
export { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
export { tags } from "@lezer/highlight";
export { sparql, SparqlLanguage } from "codemirror-lang-sparql";
