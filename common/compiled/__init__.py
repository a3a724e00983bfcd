"""Templates as functions: the nodes that Django parsed, written as Python once a language.

Django's engine walks a tree of nodes for each page; half of a page's processor time went into that.
Here the tree stays what it is, and each ``NodeList`` of it renders by a function made of it at the
first rendering in a language:

* what is the same in every rendering (text, translations, fixed addresses, icons, constants, the
  branches of an ``{% if %}`` that a constant decides) is one string;
* a component is written in the place where it is used, with the constants that it is given there;
* so is what a page extends, around the page's blocks;
* every other node is asked to render itself, as Django does it.

Nothing that depends on the request or the data is kept. ``loader.Loader`` puts it to work; with
``DEBUG`` Django's own nodes run, which name the line of an error.
"""
