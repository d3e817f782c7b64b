"""`gongjian mirror`: a small, complete receiver.

It begins with an export, follows the feed and proves by digest that it is equal. It meets the service over HTTP only
and is the reference for receivers that others write.
"""
