"""Help inside the program: articles in both languages, a window to read them, links to them."""
