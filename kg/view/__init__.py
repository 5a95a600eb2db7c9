"""Knowledge → something to look at: a networkx graph (`network`), its layout, and one self-contained page (`page`)."""
