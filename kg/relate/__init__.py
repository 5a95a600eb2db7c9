"""From mentions to claims: what each sentence says, by the words of the lexicon and the frames of Chinese."""
