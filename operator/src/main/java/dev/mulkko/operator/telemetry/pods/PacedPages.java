package dev.mulkko.operator.telemetry.pods;

import dev.mulkko.kube.exposition.Page;
import dev.mulkko.kube.read.MetricTargets.Target;
import dev.mulkko.operator.telemetry.server.Turnstile;
import java.io.IOException;

/**
 * So many pages in a second, and each namespace in its turn: looks become rarer instead of failing
 * when there are many. All pages of a look are read at the same moment, since both versions are to
 * be compared.
 */
public final class PacedPages implements PodPages {

  private final PodPages pages;
  private final Turnstile turns;

  public PacedPages(PodPages pages, int perSecond) {
    this.pages = pages;
    this.turns = new Turnstile(Integer.MAX_VALUE, perSecond);
  }

  @Override
  public void await(String namespace, int pages) throws InterruptedException {
    turns.enter(namespace, pages);
    turns.leave();
  }

  @Override
  public Page read(Target target, String path) throws IOException, InterruptedException {
    return pages.read(target, path);
  }
}
