package dev.mulkko.engine.judge;

import java.time.Instant;
import java.util.List;

/** All that is known of one counter. Only the proof outlives the process. */
record Strand(Stream stream, Window window, History history, Proof proof) {

  static Strand begin(Instant at, Measure measure, History history) {
    return new Strand(
        Stream.begin(at), Window.EMPTY, history, Proof.begin(measure, history.clump()));
  }

  Strand nextStep() {
    return new Strand(stream, Window.EMPTY, history, proof.nextStep());
  }

  /** What stable did before anybody looked; what it showed itself to clump by is kept. */
  Strand remembering(History longer) {
    History both = longer.clumping(history.clump());
    return new Strand(stream, window, both, proof.clumped(both.clump()));
  }

  Strand fold(String name, Measure measure, List<Counter> counters, Instant oldest) {
    Stream read = stream.read(name, counters, oldest);
    return read.ripe()
        .map(batch -> fold(measure, read.after(batch), batch))
        .orElseGet(() -> new Strand(read, window, history, proof));
  }

  private Strand fold(Measure measure, Stream rest, Batch batch) {
    Window longer = window.and(batch);
    Window.Traffic traffic = longer.traffic();
    Proof folded = traffic.ofBoth() ? proof.fold(batch, traffic, measure) : proof;
    History later = later(measure, longer, batch);
    return new Strand(rest, longer, later, clumped(folded, later));
  }

  private History later(Measure measure, Window longer, Batch batch) {
    if (!longer.troubled(history, measure)) {
      return history.and(batch.stable(), batch.seconds());
    }
    return window.troubled(history, measure) ? history : history.interrupted();
  }

  /** Looked at whenever a piece of history is closed; no batch sees a clump of its own. */
  private Proof clumped(Proof folded, History later) {
    return later.whole().equals(history.whole()) ? folded : folded.clumped(later.clump());
  }
}
