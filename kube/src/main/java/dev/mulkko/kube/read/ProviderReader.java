package dev.mulkko.kube.read;

import static dev.mulkko.kube.read.SpecReader.duration;
import static dev.mulkko.kube.read.SpecReader.written;

import dev.mulkko.api.v1beta1.MetricProvider;
import dev.mulkko.api.v1beta1.MetricProviderSpec;
import dev.mulkko.api.v1beta1.ProviderCredentials;
import dev.mulkko.api.v1beta1.ProviderQuery;
import dev.mulkko.api.v1beta1.SecretKey;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an administrator wrote of a server, checked and with every default filled in. */
public final class ProviderReader {

  private static final String TOKEN = "token";
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);
  private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(10);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int CONCURRENCY = 16;
  private static final int MOST_CONCURRENCY = 200;
  private static final int PER_SECOND = 50;
  private static final int MOST_PER_SECOND = 1000;

  private ProviderReader() {}

  /** By what it knows Mulkko; all Secrets are those of the operator's own namespace. */
  public sealed interface Credentials {

    record None() implements Credentials {}

    record Bearer(String secret, String key) implements Credentials {}

    /** Keys {@code username} and {@code password}. */
    record Basic(String secret) implements Credentials {}

    /** Keys {@code tls.crt} and {@code tls.key}. */
    record ClientCertificate(String secret) implements Credentials {}
  }

  /**
   * A server.
   *
   * @param address as it was written
   * @param authorities certificates in PEM; empty for those that Java trusts
   * @param perSecond queries a second, of all Rollouts
   */
  public record Server(
      String name,
      String address,
      Credentials credentials,
      Optional<String> authorities,
      Duration timeout,
      int concurrency,
      int perSecond,
      Duration minInterval) {}

  /**
   * Reads it, but for its queries.
   *
   * @throws InvalidSpec naming the first field that cannot be used
   */
  public static Server read(MetricProvider provider) throws InvalidSpec {
    MetricProviderSpec spec = provider.getSpec();
    if (spec == null) {
      throw new InvalidSpec("spec", "is missing: write address");
    }
    return new Server(
        provider.getMetadata().getName(),
        written("spec.address", spec.address(), "http://prometheus.monitoring:9090 or the like"),
        credentials(spec.credentials()),
        Optional.ofNullable(spec.caCertificates()),
        between("spec.timeout", spec.timeout(), TIMEOUT, LONGEST_TIMEOUT),
        between("spec.concurrency", spec.concurrency(), CONCURRENCY, MOST_CONCURRENCY),
        between("spec.queriesPerSecond", spec.queriesPerSecond(), PER_SECOND, MOST_PER_SECOND),
        between("spec.minInterval", spec.minInterval(), SECOND, LONGEST_INTERVAL));
  }

  /** What is wrong with it, its queries included, as sentences. */
  public static List<String> faults(MetricProvider provider) {
    List<String> faults = new ArrayList<>();
    try {
      read(provider);
      List<ProviderQuery> queries = provider.getSpec().queries();
      Set<String> names = new HashSet<>();
      for (int i = 0; i < queries.size(); i++) {
        String field = "spec.queries[%d]".formatted(i);
        Providers.wrong(queries.get(i)).ifPresent(why -> faults.add(field + " " + why));
        if (!names.add(queries.get(i).name())) {
          faults.add(field + ".name is that of one before it: give each its own");
        }
      }
    } catch (InvalidSpec invalid) {
      faults.add(invalid.sentence());
    }
    return faults;
  }

  private static Credentials credentials(@Nullable ProviderCredentials written) throws InvalidSpec {
    String field = "spec.credentials";
    if (written == null) {
      return new Credentials.None();
    }
    List<Credentials> all = new ArrayList<>();
    SecretKey bearer = written.bearer();
    if (bearer != null) {
      all.add(
          new Credentials.Bearer(
              written(field + ".bearer.secret", bearer.secret(), "the name of a Secret"),
              Objects.requireNonNullElse(bearer.key(), TOKEN)));
    }
    if (written.basic() != null) {
      all.add(new Credentials.Basic(written.basic()));
    }
    if (written.clientCertificate() != null) {
      all.add(new Credentials.ClientCertificate(written.clientCertificate()));
    }
    if (all.size() != 1) {
      throw new InvalidSpec(
          field,
          "has %d of bearer, basic and clientCertificate: write exactly one".formatted(all.size()));
    }
    return all.getFirst();
  }

  private static Duration between(
      String field, @Nullable String written, Duration usual, Duration most) throws InvalidSpec {
    Duration read = duration(field, written, usual);
    if (read.compareTo(SECOND) < 0 || read.compareTo(most) > 0) {
      throw new InvalidSpec(field, "is %s: write 1s to %dm".formatted(written, most.toMinutes()));
    }
    return read;
  }

  private static int between(String field, @Nullable Integer written, int usual, int most)
      throws InvalidSpec {
    int read = Objects.requireNonNullElse(written, usual);
    if (read < 1 || read > most) {
      throw new InvalidSpec(field, "is %d: write 1 to %d".formatted(read, most));
    }
    return read;
  }
}
