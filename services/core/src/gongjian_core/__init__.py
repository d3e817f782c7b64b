"""The API of gongjian: one application, the only owner of its database."""
