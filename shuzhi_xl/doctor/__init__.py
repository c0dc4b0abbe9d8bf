"""The self check of an installation (自检): `python -m shuzhi_xl.doctor 总表`.

It must name what is wrong with a broken installation, so each installed package is imported only when it is
checked.
"""
