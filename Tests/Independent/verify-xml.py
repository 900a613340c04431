"""Checks the signature of an XML report with PyPI's signxml: verify-xml.py AUTHORITY REPORT."""

import sys
from pathlib import Path

from signxml import SignatureConfiguration, XMLVerifier

authority, report = sys.argv[1:]
verified = XMLVerifier().verify(
    Path(report).read_bytes(), ca_pem_file=authority, expect_config=SignatureConfiguration(expect_references=1)
)
assert verified.signed_xml.tag == "{urn:release-audit:report:1}release-audit-report", verified.signed_xml.tag
print("valid")
