package dev.mulkko.operator.telemetry.server;

import java.io.IOException;
import java.net.SocketException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Why TLS failed, in words that say what to do. */
public record TlsWords(MetricServer server, ServerWords words) {

  public String of(IOException failure) {
    if (failure instanceof SocketException) {
      return ("%s broke off the connection, as servers do that take no client without a certificate"
              + " that they trust: Mulkko %s")
          .formatted(place(), server.credentials().words());
    }
    return Stream.<Throwable>iterate(failure, each -> each != null, Throwable::getCause)
        .limit(10)
        .flatMap(each -> why(each).stream())
        .findFirst()
        .orElseGet(() -> "TLS with %s failed: %s".formatted(place(), words.of(failure)));
  }

  private Optional<String> why(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return switch (failure) {
      case CertificateExpiredException _ ->
          Optional.of("the certificate of %s has expired: renew it".formatted(place()));
      case CertificateNotYetValidException _ ->
          Optional.of("the certificate of %s is not valid yet: set the clocks".formatted(place()));
      case CertPathBuilderException _ ->
          Optional.of(
              "the certificate of %s is signed by nobody who is trusted: give the CA's certificate beside %s"
                  .formatted(place(), server.field()));
      case Throwable _ when message.startsWith("No name") || message.startsWith("No subject") ->
          Optional.of(
              "the certificate of %s is one of another name: check %s"
                  .formatted(place(), server.field()));
      case SSLException _ when message.startsWith("Unsupported or unrecognized SSL message") ->
          Optional.of(
              "%s does not speak TLS: write http:// in %s".formatted(place(), server.field()));
      case SSLException _ when message.contains("Received fatal alert") -> alert(message);
      default -> Optional.empty();
    };
  }

  /** What the server says when it does not like what it is shown. */
  private Optional<String> alert(String message) {
    boolean ofCertificate =
        Stream.of("certificate_required", "bad_certificate", "certificate_unknown", "unknown_ca")
            .anyMatch(message::contains);
    return ofCertificate
        ? Optional.of(
            "%s takes no client without a certificate that it trusts, and Mulkko %s"
                .formatted(place(), server.credentials().words()))
        : Optional.empty();
  }

  private String place() {
    return server.address().getAuthority();
  }
}
