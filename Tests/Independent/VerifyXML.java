import java.io.File;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.io.FileInputStream;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.parsers.DocumentBuilderFactory;

/** Checks the signature of an XML report with the Java library: VerifyXML CERTIFICATE REPORT. */
public class VerifyXML {
    public static void main(String[] arguments) throws Exception {
        PublicKey key = CertificateFactory.getInstance("X.509")
            .generateCertificate(new FileInputStream(arguments[0])).getPublicKey();
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        var document = factory.newDocumentBuilder().parse(new File(arguments[1]));
        var signatures = document.getElementsByTagNameNS("http://www.w3.org/2000/09/xmldsig#", "Signature");
        if (signatures.getLength() != 1) throw new Exception(signatures.getLength() + " signatures");
        var context = new DOMValidateContext(key, signatures.item(0));
        boolean holds = XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context).validate(context);
        System.out.println(holds ? "valid" : "NOT valid");
        System.exit(holds ? 0 : 1);
    }
}
