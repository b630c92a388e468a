package dev.mulkko.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RecordQueryTest {

  @Test
  void whoAsksForAllNamesNoField() {
    assertThat(new RecordQuery(null, null, null, null, null).text("")).isEqualTo("?limit=500");
  }

  @Test
  void theServerFindsWhatItHasAFieldFor() {
    String query = new RecordQuery("shop", "kim", "PAY-1", "pay", "Promoted").text("a+b=");
    assertThat(URLDecoder.decode(query.replace("a%2Bb%3D", "a b"), StandardCharsets.UTF_8))
        .isEqualTo(
            "?limit=500&fieldSelector=spec.rollout=shop,spec.changedBy.name=kim,spec.to.ticket=PAY-1,spec.to.module=pay,status.outcome=Promoted&continue=a b");
  }

  @Test
  void aNameCannotAskForMore() {
    String query =
        new RecordQuery(null, "kim,status.outcome=\\&limit=9", null, null, null).text("");
    assertThat(query).doesNotContain("&limit=9");
    assertThat(URLDecoder.decode(query, StandardCharsets.UTF_8))
        .endsWith("fieldSelector=spec.changedBy.name=kim\\,status.outcome\\=\\\\&limit\\=9");
  }

  @Test
  void whatIsUnderWayHasNoOutcome() {
    assertThat(new RecordQuery(null, null, null, null, "").text(""))
        .isEqualTo("?limit=500&fieldSelector=status.outcome%3D");
  }
}
