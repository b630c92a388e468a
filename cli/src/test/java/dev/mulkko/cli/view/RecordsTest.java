package dev.mulkko.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.cli.Golden;
import dev.mulkko.cli.terminal.Format;
import dev.mulkko.cli.terminal.Ink;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What people and programs are told of records, in files. */
class RecordsTest {

  private static final Instant NOW = Instant.parse("2026-11-24T08:30:00Z");

  private final KubernetesSerialization yaml = new KubernetesSerialization();
  private final List<DeploymentRecord> records =
      Stream.of(Golden.read("records/in.yaml").split("(?m)^---$"))
          .map(document -> yaml.unmarshal(document, DeploymentRecord.class))
          .toList();
  private final RecordList list = new RecordList(records);

  @Test
  void peopleSeeTheNewestFirst() {
    Golden.check(
        "records/screen.txt",
        String.join(
            "\n",
            "$ history",
            list.text(false, false, NOW, Ink.NONE),
            "",
            "$ history -A -o wide",
            list.text(true, true, NOW, Ink.NONE),
            "",
            "$ history --limit 1",
            list.newest(1).text(false, false, NOW, Ink.NONE),
            "",
            "$ history show shop/11",
            show(0),
            "",
            "$ history show shop/12",
            show(1),
            "",
            "$ history show shop/13",
            show(2),
            "",
            "$ history show cart/3",
            show(3),
            "",
            "$ history diff shop/11 shop/12",
            RecordDifference.of(records.get(0), records.get(1)).text(),
            "",
            "$ history diff shop/11 shop/11",
            RecordDifference.of(records.get(0), records.get(0)).text()));
  }

  private String show(int index) {
    return new RecordPicture(records.get(index), NOW, Ink.NONE).text();
  }

  @Test
  void programsGetAllOfIt() {
    Golden.check("records/list.csv", list.csv().stripTrailing());
    Golden.check("records/list.yaml", Format.yaml.print(list.rows(), () -> ""));
    Golden.check(
        "records/diff.yaml",
        Format.yaml.print(RecordDifference.of(records.get(0), records.get(3)), () -> ""));
    assertThat(Format.json.print(RecordPicture.content(records.get(1)), () -> ""))
        .contains("\"outcome\" : \"RolledBack\"", "\"startedAt\" : \"2026-11-23T09:00:00Z\"")
        .doesNotContain("metadata");
  }

  @Test
  void badEndsAreRed() {
    String painted = list.text(false, false, NOW, new Ink(true));
    assertThat(painted)
        .contains("\u001b[31mRolledBack", "\u001b[32mPromoted", "\u001b[33mUnderWay");
  }
}
