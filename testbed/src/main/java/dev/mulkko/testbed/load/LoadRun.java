package dev.mulkko.testbed.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * A running load. Arrivals follow the clock alone: a slow answer delays no request after it, and
 * what was due during a pause of this process is sent at once after it, its latency counted from
 * the instant it was due. Thread-safe.
 */
public final class LoadRun implements AutoCloseable {

  private final LoadOptions options;
  private final String id = UUID.randomUUID().toString().substring(0, 8);
  private final Sender sender;
  private final OutputStream records;
  private final LoadTally tally = new LoadTally();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final LongAdder late = new LongAdder();
  private final LongAccumulator latest = new LongAccumulator(Math::max, 0);
  private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread schedule;
  private final Instant began = Instant.now().truncatedTo(ChronoUnit.MICROS);
  private final long beganNanos = System.nanoTime();
  private volatile boolean stopping;

  LoadRun(LoadOptions options) throws IOException {
    this.options = options;
    this.sender = Sender.to(options);
    // Unbuffered: what a killed client has sent so far is on file.
    this.records = Files.newOutputStream(options.records());
    records.write((RequestRecord.HEADER + "\n").getBytes(UTF_8));
    this.schedule = Thread.ofPlatform().name("load").daemon().unstarted(this::schedule);
  }

  void start() {
    schedule.start();
  }

  /** The requests that have ended so far. */
  public LoadStats stats() {
    return tally.stats();
  }

  /** How many requests are under way. */
  public int inFlight() {
    return inFlight.get();
  }

  /** How well this process kept its own rate so far: a busy machine sends late. */
  public Lateness lateness() {
    return new Lateness(late.sum(), Duration.ofNanos(latest.get()));
  }

  /** When the first request was due. */
  public Instant began() {
    return began;
  }

  /**
   * Lets the run go on for its whole duration, then does as {@link #stop}.
   *
   * @throws InterruptedException if the caller's thread is interrupted; the run goes on
   */
  public LoadReport finish() throws InterruptedException {
    schedule.join();
    return stop();
  }

  /**
   * Sends no more, waits for the requests under way, which the time-out bounds, and closes the
   * file. Can be called again.
   *
   * @throws UncheckedIOException if the file cannot be closed
   */
  public LoadReport stop() {
    synchronized (this) {
      stopping = true;
    }
    LockSupport.unpark(schedule);
    requests.close();
    sender.close();
    try {
      records.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new LoadReport(options.records());
  }

  @Override
  public void close() {
    stop();
  }

  private void schedule() {
    long count = options.duration().toMillis() * options.rate() / 1000;
    for (long sequence = 0; sequence < count && !stopping; sequence++) {
      long due = beganNanos + sequence * 1_000_000_000L / options.rate();
      while (System.nanoTime() < due && !stopping) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      submit(sequence, due);
    }
  }

  private synchronized void submit(long sequence, long due) {
    if (!stopping) {
      inFlight.incrementAndGet();
      requests.execute(() -> request(sequence, due));
    }
  }

  private void request(long sequence, long due) {
    long delay = System.nanoTime() - due;
    latest.accumulate(delay);
    if (delay > Lateness.TOLERATED.toNanos()) {
      late.increment();
    }
    Outcome outcome =
        sender.send(sequence, id + "-" + sequence, System.nanoTime() + options.timeout().toNanos());
    long latency = (System.nanoTime() - due) / 1000;
    long scheduled = ChronoUnit.MICROS.between(Instant.EPOCH, began) + (due - beganNanos) / 1000;
    keep(new RequestRecord(sequence, scheduled, latency, outcome));
    inFlight.decrementAndGet();
  }

  private void keep(RequestRecord record) {
    byte[] line = (record.line() + "\n").getBytes(UTF_8);
    synchronized (records) {
      try {
        records.write(line);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      tally.add(record);
    }
  }
}
