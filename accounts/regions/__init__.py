"""GB/T 2260: where its codes and names come from, and how they are written in English."""
