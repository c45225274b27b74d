// In: a saved page of strangers, as text.
// Out: its questions and answers, and what else it says.
// Does not know: how faq.yaml is written.
