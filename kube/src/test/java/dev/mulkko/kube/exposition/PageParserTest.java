package dev.mulkko.kube.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageParserTest {
  private static final String COUNT = "http_server_requests_seconds_count";

  private static Page read(String page, Format format) {
    return Pages.read(page.getBytes(StandardCharsets.UTF_8), format, Bounds.DEFAULT);
  }

  private static List<Series> series(String page) {
    return whole(read(page, Format.Text));
  }

  private static List<Series> whole(Page page) {
    assertThat(page).isInstanceOf(Page.Whole.class);
    return ((Page.Whole) page).series();
  }

  private static String cutOff(Page page) {
    assertThat(page).isInstanceOf(Page.CutOff.class);
    return ((Page.CutOff) page).sentence();
  }

  @Test
  void onlyWhatIsAskedForIsKept() {
    List<Series> series = series(Pages.spring(30_000));

    assertThat(series).extracting(Series::name).isSubsetOf(Pages.WANTED);
    assertThat(series).hasSizeGreaterThan(20);
    assertThat(series.get(1).labels())
        .containsEntry("status", "200")
        .containsEntry("uri", "/api/v1/items/0/{id}");
    assertThat(series.getFirst().value()).isEqualTo(1.796119200123E9);
  }

  @Test
  void aNameThatOnlyBeginsAlikeIsAnother() {
    assertThat(series(COUNT + "er 1\n" + COUNT.substring(3) + " 1\n")).isEmpty();
  }

  @Test
  void openMetricsHasExemplarsSecondsAndNamesInQuotes() {
    assertThat(whole(read(Pages.openMetrics(), Format.OpenMetrics)))
        .containsExactly(
            new Series(COUNT, Map.of("code", "200"), 17, Instant.parse("2026-12-01T10:00:00.500Z")),
            new Series(COUNT, Map.of("http.code", "500"), 3, null),
            new Series(COUNT, Map.of("path", "a\\b\"c\nd", "code", "404"), 0, null),
            new Series("process_start_time_seconds", Map.of(), 1.7961192e9, null));
  }

  @Test
  void timesOfTextAreInMilliseconds() {
    assertThat(series(COUNT + "{} 5 1796119200500\n").getFirst().at())
        .isEqualTo(Instant.parse("2026-12-01T10:00:00.500Z"));
  }

  @Test
  void emptyLinesCommentsAndSpacesDoNotMatter() {
    assertThat(series("\n#\n# x {\n  \t" + COUNT + " { a = \"b\" , } \t 5\t\n"))
        .containsExactly(new Series(COUNT, Map.of("a", "b"), 5, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          COUNT NaN               | COUNT is NaN, which is no count
          COUNT +Inf              | COUNT is Infinity, which is no count
          COUNT -1                | COUNT is -1.0, which is no count
          COUNT 1e999             | COUNT is Infinity, which is no count
          COUNT 0x1p3             | COUNT is '0x1p3', which is no number
          COUNT                   | COUNT is the end of the line, which is no number
          COUNT 1 2 3             | COUNT is followed by '3'
          COUNT 1 1e300           | 1.0E300 is no time
          COUNT{a="b" 1           | ',' is missing before '1'
          COUNT{a="b              | the value of label a has no closing quote
          COUNT{a=b} 1            | the value of label a begins with 'b} 1' instead of a quote
          COUNT{a="b",a="c"} 1    | label a is there twice
          COUNT{="b"} 1           | a label's name cannot begin with '="b"} 1'
          <html>                  | no metric begins with '<html>'
          5xx 1                   | no metric begins with '5xx 1'
          """)
  void aFaultInWhatIsAskedForEndsThePage(String line, String why) {
    String page = "# a comment\n" + line.replace("COUNT", COUNT) + "\n" + COUNT + " 1\n";

    assertThat(cutOff(read(page, Format.Text)))
        .isEqualTo(
            "the page was cut off at line 2, after 12 bytes: " + why.replace("COUNT", COUNT));
  }

  @Test
  void aFaultInWhatNobodyAskedForIsNotSeen() {
    assertThat(series("other{ NaN NaN\n" + COUNT + " 1\n")).hasSize(1);
  }

  @Test
  void aSeriesThatIsThereTwiceWouldBeCountedTwice() {
    assertThat(cutOff(read((COUNT + "{a=\"b\"} 1\n").repeat(2), Format.Text)))
        .endsWith("line 2, after 44 bytes: " + COUNT + " is there twice with the same labels");
  }

  @Test
  void aPageThatBreaksOffIsNotWhole() {
    assertThat(cutOff(read(COUNT + " 12", Format.Text))).endsWith("in the middle of a line");
    String open = Pages.openMetrics();
    for (int length = 0; length < open.length(); length++) {
      assertThat(read(open.substring(0, length), Format.OpenMetrics))
          .as("%d letters", length)
          .isInstanceOf(Page.CutOff.class);
    }
    assertThat(cutOff(read(open + "x 1\n", Format.OpenMetrics))).endsWith("goes on after # EOF");
  }

  @Test
  void anEndlessPageIsCutOff() throws IOException {
    InputStream endless = new Endless(COUNT + "_not_ours 1\n");

    Page page = new PageParser(Pages.WANTED, Format.Text, Bounds.DEFAULT).read(endless);

    assertThat(cutOff(page)).endsWith("it is longer than 8388608 bytes");
    assertThat(((Page.CutOff) page).bytes()).isLessThanOrEqualTo(8388608);
  }

  @Test
  void anEndlessLineIsCutOff() throws IOException {
    InputStream endless = new Endless("x");

    assertThat(cutOff(new PageParser(Pages.WANTED, Format.Text, Bounds.DEFAULT).read(endless)))
        .isEqualTo(
            "the page was cut off at line 1, after 0 bytes: the line is longer than 16384 bytes");
  }

  @Test
  void aMillionLabelsAndAMillionSeriesAreCutOff() throws IOException {
    StringBuilder labels = new StringBuilder(COUNT + "{");
    for (int i = 0; i < 65; i++) {
      labels.append("l").append(i).append("=\"\",");
    }
    assertThat(cutOff(read(labels + "} 1\n", Format.Text))).endsWith("more than 64 labels");

    StringBuilder series = new StringBuilder();
    for (int i = 0; i < 30_001; i++) {
      series.append(COUNT).append("{l=\"").append(i).append("\"} 1\n");
    }
    assertThat(cutOff(read(series.toString(), Format.Text))).endsWith("more than 30000 series");
  }

  @Test
  void whatTheHeaderSaysIsTheFormat() {
    assertThat(Format.of("application/openmetrics-text; version=1.0.0; charset=utf-8"))
        .isEqualTo(Format.OpenMetrics);
    assertThat(Format.of("text/plain; version=0.0.4")).isEqualTo(Format.Text);
  }

  @Test
  void noMutantDoesAnythingButBeReadOrBeCutOff() {
    int whole = Pages.fuzz(new SplittableRandom(20261201), 20_000);

    assertThat(whole).isBetween(1_000, 19_000);
  }

  /** The same bytes for ever. */
  private static final class Endless extends InputStream {
    private final byte[] bytes;
    private int at;

    Endless(String text) {
      bytes = text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int read() {
      at = (at + 1) % bytes.length;
      return bytes[(at + bytes.length - 1) % bytes.length];
    }

    @Override
    public int read(byte[] into, int from, int length) {
      for (int i = 0; i < length; i++) {
        into[from + i] = (byte) read();
      }
      return length;
    }
  }
}
