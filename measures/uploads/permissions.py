"""Who sends sheets: data leads and voters, each for their own organisation alone."""

PERMISSIONS = {"upload.send": ("data_lead", "voter"), "upload.follow": ("manager",)}
