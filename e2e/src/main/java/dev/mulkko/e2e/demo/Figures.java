package dev.mulkko.e2e.demo;

import static dev.mulkko.testbed.cluster.ApiRequest.between;
import static dev.mulkko.testbed.cluster.ApiRequest.byUser;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.demo.Demo.Act;
import dev.mulkko.e2e.demo.Demo.Story;
import dev.mulkko.testbed.cluster.ApiRequest;
import dev.mulkko.testbed.cluster.AuditLog;
import dev.mulkko.testbed.cluster.User;
import dev.mulkko.testbed.load.LoadRun;
import dev.mulkko.testbed.load.LoadStats;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What the load client's records and the API server's audit log say; nothing is taken from the
 * operator's own word.
 *
 * @param doubled requests that the app handled more often than they were sent: somebody on the way
 *     retried
 * @param secondsToRollback from the write of the bad template to the write that takes its pods away
 */
record Figures(
    Story story,
    LoadStats load,
    long doubled,
    double secondsToRollback,
    int writesOfPromotion,
    int writesOfRollback) {

  static Figures of(Lab lab, LoadRun run, Story story) {
    LoadStats load = run.stats();
    AuditLog audit = lab.cluster().auditLog();
    Figures figures =
        new Figures(
            story,
            load,
            lab.node().handled(Demo.NAMESPACE).total() - (load.sent() - load.lost()),
            secondsToRollback(audit, story.bad()),
            writes(audit, story.good()).size(),
            writes(audit, story.bad()).size());
    figures.print();
    return figures;
  }

  private static List<ApiRequest> writes(AuditLog audit, Act act) {
    return audit.writes(
        byUser(User.OPERATOR.userName())
            .and(between(act.from(), act.to()))
            .and(request -> !request.resource().equals("leases")));
  }

  private static double secondsToRollback(AuditLog audit, Act bad) {
    Instant changed =
        audit
            .writes(byUser(User.KIM.userName()).and(between(bad.from(), bad.to())))
            .getFirst()
            .time();
    Instant retired =
        writes(audit, bad).stream()
            .filter(request -> request.resource().equals("replicasets"))
            .filter(request -> request.verb().equals("patch"))
            .reduce((_, last) -> last)
            .map(ApiRequest::time)
            .orElse(bad.to());
    return Duration.between(changed, retired).toMillis() / 1000.0;
  }

  boolean cameTrue() {
    return story.good().asWanted()
        && story.bad().asWanted()
        && story.failing().asWanted()
        && story.undone().asWanted()
        && story.restored()
        && story.disturbed() == 0
        && load.lost() == 0
        && doubled == 0;
  }

  private long failedByCanary() {
    return load.failed().values().stream().mapToLong(Long::longValue).sum();
  }

  private void print() {
    Say.line("");
    Say.line("answers by version   %s of %d requests", load.answered(), load.sent());
    Say.line("lost, failed         %d, %d   %s", load.lost(), failedByCanary(), load.lostBy());
    load.firstLosses().forEach(loss -> Say.line("  %s", loss.line()));
    Say.line(
        "good release         %s, %d API writes",
        Say.seconds(Duration.between(story.good().from(), story.good().to())), writesOfPromotion);
    Say.line(
        "bad release          out after %s s, %d API writes",
        String.format(Locale.ROOT, "%.1f", secondsToRollback), writesOfRollback);
  }

  private static double seconds(Act act) {
    return Duration.between(act.from(), act.to()).toMillis() / 1000.0;
  }

  String json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("promoted", story.good().asWanted());
    json.put("rolledBack", story.bad().asWanted());
    json.put("rolledBackByMetric", story.failing().asWanted());
    json.put("undone", story.undone().asWanted());
    json.put("requests", load.sent());
    json.put("lost", load.lost());
    json.put("doubled", doubled);
    json.put("failedByCanary", failedByCanary());
    json.put("secondsToRollback", secondsToRollback);
    json.put("podsRestarted", story.disturbed());
    json.put("objectsRestored", story.restored());
    json.put("writesPerRollout", writesOfPromotion);
    json.put("writesPerRollback", writesOfRollback);
    json.put("secondsToVerdict", seconds(story.failing()));
    json.put("secondsToUndo", seconds(story.undone()));
    return json.toString();
  }
}
