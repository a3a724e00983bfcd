"""Pictures of the demo market, drawn by this project with Pillow alone.

`shapes` hold what a product looks like, `scenes` how it is shown, `studio` which
pictures the market needs and their production on every core.
"""
