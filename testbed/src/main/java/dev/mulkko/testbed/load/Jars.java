package dev.mulkko.testbed.load;

import dev.mulkko.testbed.http.HttpMessage;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The cookies of clients that take turns. What a cookie says of paths and ages is not heeded. */
final class Jars {

  private final List<Map<String, String>> jars;

  Jars(int count) {
    jars =
        IntStream.range(0, count)
            .<Map<String, String>>mapToObj(_ -> new ConcurrentSkipListMap<>())
            .toList();
  }

  /** The request, with the cookies of the client whose turn it is. */
  HttpMessage with(HttpMessage request, long sequence) {
    if (jars.isEmpty()) {
      return request;
    }
    Map<String, String> cookies = new TreeMap<>(jar(sequence));
    return cookies.isEmpty()
        ? request
        : request.with(
            "Cookie",
            cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; ")));
  }

  /** Keeps the last cookie that an answer sets. */
  void keep(HttpMessage answer, long sequence) {
    String set = answer.field("set-cookie");
    if (!jars.isEmpty() && set != null) {
      String[] cookie = set.split(";", 2)[0].split("=", 2);
      jar(sequence).put(cookie[0].strip(), cookie.length == 2 ? cookie[1].strip() : "");
    }
  }

  private Map<String, String> jar(long sequence) {
    return jars.get(Math.floorMod(sequence, jars.size()));
  }
}
