"""Many towns' masters for a district (各镇总表): found, read here or on a cluster, made into one workbook."""
