"""The self check of an installation (自检): `python -m shuzhi_xl.doctor 总表`.

It must tell what is wrong with a broken installation, so whatever is installed is imported only when it is
looked at.
"""
