package dev.mulkko.operator.telemetry.server;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.jspecify.annotations.Nullable;

/** A certificate, its key, and how people write them. */
record Certificates(X509Certificate certificate, KeyPair keys) {

  private static final Duration YEAR = Duration.ofDays(365);

  static Certificates authority(String name) throws Exception {
    return signed(name, rsa(), null, null, Instant.now().plus(YEAR));
  }

  Certificates sign(String name, KeyPair keys) throws Exception {
    return signed(name, keys, this, name, Instant.now().plus(YEAR));
  }

  Certificates signExpired(String name) throws Exception {
    return signed(name, rsa(), this, name, Instant.now().minus(Duration.ofDays(1)));
  }

  static KeyPair rsa() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  static KeyPair ec() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static Certificates signed(
      String name, KeyPair keys, @Nullable Certificates by, @Nullable String host, Instant until)
      throws GeneralSecurityException, IOException, OperatorCreationException {
    X500Name subject = new X500Name("CN=" + name);
    X500Name issuer =
        by == null
            ? subject
            : new X500Name(by.certificate.getSubjectX500Principal().getName("RFC1779"));
    PrivateKey signing = by == null ? keys.getPrivate() : by.keys.getPrivate();
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            issuer,
            BigInteger.valueOf(System.nanoTime()),
            Date.from(until.minus(YEAR.multipliedBy(2))),
            Date.from(until),
            subject,
            keys.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(by == null));
    if (host != null) {
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
    }
    X509CertificateHolder holder =
        builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(signing));
    return new Certificates(new JcaX509CertificateConverter().getCertificate(holder), keys);
  }

  String certificatePem() throws IOException {
    return pem(certificate);
  }

  /** As cert-manager writes it: PKCS#1 of RSA, SEC1 of EC. */
  String classicKey() throws IOException {
    return keys.getPrivate() instanceof ECPrivateKey ec
        ? pem(new PemObject("EC PRIVATE KEY", sec1(ec)))
        : pem(keys.getPrivate());
  }

  /** With its curve, as all write it but Bouncy Castle. */
  private byte[] sec1(ECPrivateKey ec) throws IOException {
    byte[] point =
        SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded())
            .getPublicKeyData()
            .getBytes();
    return new org.bouncycastle.asn1.sec.ECPrivateKey(
            256, ec.getS(), new DERBitString(point), curve())
        .getEncoded();
  }

  /** As openssl writes one of EC: with its curve before it. */
  String keyAfterItsCurve() throws IOException {
    return pem(new PemObject("EC PARAMETERS", curve().getEncoded())) + classicKey();
  }

  private ASN1ObjectIdentifier curve() {
    return ASN1ObjectIdentifier.getInstance(
        PrivateKeyInfo.getInstance(keys.getPrivate().getEncoded())
            .getPrivateKeyAlgorithm()
            .getParameters());
  }

  String lockedKey() throws IOException, GeneralSecurityException {
    SecretKey secret =
        SecretKeyFactory.getInstance("PBEWithSHA1AndDESede")
            .generateSecret(new PBEKeySpec("password".toCharArray()));
    Cipher cipher = Cipher.getInstance("PBEWithSHA1AndDESede");
    cipher.init(Cipher.ENCRYPT_MODE, secret);
    EncryptedPrivateKeyInfo locked =
        new EncryptedPrivateKeyInfo(
            cipher.getParameters(), cipher.doFinal(keys.getPrivate().getEncoded()));
    return pem(new PemObject("ENCRYPTED PRIVATE KEY", locked.getEncoded()));
  }

  String pkcs8Key() throws IOException {
    return pem(new PemObject("PRIVATE KEY", keys.getPrivate().getEncoded()));
  }

  static String pem(Object object) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
    }
    return text.toString();
  }
}
