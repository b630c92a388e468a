package dev.mulkko.testbed.cluster;

import static dev.mulkko.testbed.cluster.ApiRequest.between;
import static dev.mulkko.testbed.cluster.ApiRequest.byUser;
import static dev.mulkko.testbed.cluster.ApiRequest.byUserAgent;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {

  private static final String SCALE =
      """
      {"verb":"patch","user":{"username":"kim"},"userAgent":"kubectl/v1.36.3 (linux)",\
      "objectRef":{"resource":"deployments","namespace":"shop","name":"web","apiGroup":"apps",\
      "subresource":"scale"},"responseStatus":{"code":200},\
      "responseObject":{"kind":"Scale","metadata":{"resourceVersion":"4711"}},\
      "requestReceivedTimestamp":"2026-11-24T08:00:02.000001Z"}
      """;
  private static final String REFUSED =
      """
      {"verb":"create","user":{"username":"mulkko-operator"},"userAgent":"mulkko/0.1",\
      "objectRef":{"resource":"services","namespace":"shop"},"responseStatus":{"code":409},\
      "requestReceivedTimestamp":"2026-11-24T08:00:01.000000Z"}
      """;
  private static final String READ =
      """
      {"verb":"get","user":{"username":"kim"},"requestURI":"/readyz",\
      "requestReceivedTimestamp":"2026-11-24T08:00:03.000000Z"}
      """;

  @TempDir Path folder = Path.of("");

  @Test
  void aRequestIsReadWithAllItsParts() {
    assertThat(AuditLog.parse(SCALE))
        .isEqualTo(
            new ApiRequest(
                Instant.parse("2026-11-24T08:00:02.000001Z"),
                "kim",
                "kubectl/v1.36.3 (linux)",
                "patch",
                "apps",
                "deployments",
                "scale",
                "shop",
                "web",
                200,
                "4711"));
  }

  @Test
  void writesOfAllFilesAreOrderedByTimeAndReadsLeftOut() throws IOException {
    Files.writeString(folder.resolve("audit.log"), SCALE + READ);
    Files.writeString(folder.resolve("audit-2026-11-24T08-00-02.000.log"), REFUSED);

    assertThat(new AuditLog(folder).writes(request -> true))
        .extracting(ApiRequest::verb)
        .containsExactly("create", "patch");
  }

  @Test
  void aLineThatIsStillBeingWrittenIsLeftForLater() throws IOException {
    Files.writeString(folder.resolve("audit.log"), SCALE + REFUSED.substring(0, 40));

    assertThat(new AuditLog(folder).requests(request -> true)).hasSize(1);
  }

  @Test
  void whatHappenedInOtherNamespacesIsLeftOut() throws IOException {
    String elsewhere = SCALE.replace("\"namespace\":\"shop\"", "\"namespace\":\"shop-2\"");
    Files.writeString(folder.resolve("audit.log"), SCALE + elsewhere + READ);

    assertThat(new AuditLog(folder).of("shop").requests(request -> true))
        .extracting(ApiRequest::namespace)
        .containsExactly("shop");
  }

  @Test
  void aTailShowsEachRequestOnceWhenItsLineIsWhole() throws IOException {
    Path file = Files.writeString(folder.resolve("audit.log"), READ);
    AuditTail tail = new AuditLog(folder).tail();

    Files.writeString(file, SCALE + REFUSED.substring(0, 40), StandardOpenOption.APPEND);
    assertThat(tail.next()).extracting(ApiRequest::verb).containsExactly("patch");

    Files.writeString(file, REFUSED.substring(40), StandardOpenOption.APPEND);
    assertThat(tail.next()).extracting(ApiRequest::verb).containsExactly("create");
    assertThat(tail.next()).isEmpty();
  }

  @Test
  void aTailReadsAFullFileToItsEndAndGoesOnInTheNextOne() throws IOException {
    Path file = Files.writeString(folder.resolve("audit.log"), SCALE);
    AuditTail tail = new AuditLog(folder).tail();

    Files.writeString(file, REFUSED, StandardOpenOption.APPEND);
    Files.move(file, folder.resolve("audit-2026-11-24T08-30-00.000.log"));
    assertThat(tail.next()).as("while there is none").isEmpty();
    Files.writeString(file, READ);

    assertThat(tail.next()).extracting(ApiRequest::verb).containsExactly("create", "get");
    assertThat(tail.next()).isEmpty();
  }

  @Test
  void requestsAreChosenByUserAgentUserAndTime() {
    ApiRequest scale = AuditLog.parse(SCALE);
    Instant before = scale.time().minusMillis(1);

    assertThat(byUser("kim").and(byUserAgent("kubectl")).test(scale)).isTrue();
    assertThat(byUserAgent("mulkko").test(scale)).isFalse();
    assertThat(between(before, scale.time()).test(scale)).isFalse();
    assertThat(between(scale.time(), scale.time().plusMillis(1)).test(scale)).isTrue();
  }
}
