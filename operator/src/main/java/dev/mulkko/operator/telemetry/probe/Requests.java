package dev.mulkko.operator.telemetry.probe;

import dev.mulkko.engine.model.Look;
import dev.mulkko.engine.model.Sight;
import dev.mulkko.operator.telemetry.Addresses;
import dev.mulkko.operator.telemetry.probe.ProbeClient.Answer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Looks by requests: few at once, few in a second, and for a bounded time. */
public final class Requests implements Prober {

  /** Under way in one moment, of one look. */
  static final int AT_ONCE = 10;

  /** Between two requests of one look: 50 in a second. */
  static final Duration BETWEEN = Duration.ofMillis(20);

  private static final Duration LIMIT = Duration.ofSeconds(2);

  /** What a look may take beyond what its pace takes. */
  private static final Duration SLACK = Duration.ofSeconds(8);

  private final ProbeHosts hosts;
  private final Target.Resolver resolver;
  private final ProbeClient client;

  public Requests(ProbeHosts hosts) {
    this(hosts, InetAddress::getAllByName, new ProbeClient(LIMIT));
  }

  Requests(ProbeHosts hosts, Target.Resolver resolver, ProbeClient client) {
    this.hosts = hosts;
    this.resolver = resolver;
    this.client = client;
  }

  @Override
  public Sight look(
      Look look, Instant at, Optional<InetSocketAddress> pod, BooleanSupplier wanted) {
    try {
      Target target = Target.of(look.probe(), hosts, resolver);
      Tally tally = send(look.probe().requests(), target, wanted);
      return tally.sight(look, at, canary(look, target, pod));
    } catch (Target.Refused e) {
      int none = look.probe().requests();
      return new Sight(look, at, Map.of(), none, e.sentence(), Set.of());
    }
  }

  /** Nobody else tells what the new version says before it has traffic. */
  private Set<String> canary(Look look, Target target, Optional<InetSocketAddress> pod) {
    return pod.filter(_ -> look.learns())
        .filter(address -> Addresses.refusal(address.getAddress(), false).isEmpty())
        .map(target::at)
        .map(client::ask)
        .filter(Answer.Told.class::isInstance)
        .map(told -> Set.of(((Answer.Told) told).value()))
        .orElse(Set.of());
  }

  private Tally send(int requests, Target target, BooleanSupplier wanted) {
    Tally tally = new Tally(requests);
    Pacer pacer = new Pacer(BETWEEN);
    AtomicInteger tickets = new AtomicInteger();
    long end = System.nanoTime() + BETWEEN.multipliedBy(requests).plus(SLACK).toNanos();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < AT_ONCE; i++) {
        threads.execute(
            () -> {
              while (tickets.getAndIncrement() < requests
                  && wanted.getAsBoolean()
                  && !tally.hopeless()
                  && System.nanoTime() < end) {
                pacer.await();
                tally.add(client.ask(target));
              }
            });
      }
    }
    return tally;
  }
}
