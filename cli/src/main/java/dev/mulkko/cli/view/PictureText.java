package dev.mulkko.cli.view;

import dev.mulkko.api.v1beta1.ActedRecord;
import dev.mulkko.cli.terminal.Branch;
import dev.mulkko.cli.terminal.Ink;
import dev.mulkko.cli.terminal.Table;
import dev.mulkko.cli.view.RolloutPicture.Entrance;
import dev.mulkko.cli.view.RolloutPicture.Said;
import dev.mulkko.cli.view.RolloutPicture.Split;
import dev.mulkko.cli.view.RolloutPicture.Workload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * A picture as a tree that fits a terminal.
 *
 * @param now for ages
 */
public record PictureText(RolloutPicture picture, Instant now, Ink ink) {

  public static String of(RolloutPicture picture, Instant now, Ink ink) {
    return String.join("\n", new PictureText(picture, now, ink).lines());
  }

  private List<String> lines() {
    List<Branch> parts = new ArrayList<>();
    parts.add(Branch.of(workload(picture.deployment()), revisions()));
    if (picture.service() != null) {
      parts.add(Branch.of(entrance(picture.service()), List.of()));
    }
    if (picture.preview() != null) {
      parts.add(Branch.of(entrance(picture.preview()) + ", for previews", List.of()));
    }
    picture.routes().forEach(route -> parts.add(Branch.of(split(route), List.of())));
    add(parts, "metrics of this step", gates());
    add(parts, "requests of this step", comparisons());
    if (picture.approval() != null) {
      parts.add(Branch.of(question(picture.approval()), picture.approval().commands()));
    }
    add(parts, "conditions", conditions());
    add(parts, "advice", picture.advice());
    if (picture.lastAction() != null) {
      add(parts, "last action", List.of(acted(picture.lastAction())));
    }
    List<String> head = head();
    List<String> tree = new Branch(head.getFirst(), parts).lines();
    List<String> lines = new ArrayList<>(head);
    lines.addAll(tree.subList(1, tree.size()));
    return lines;
  }

  private static String acted(ActedRecord acted) {
    String by = acted.by() == null ? "" : " by " + acted.by();
    return acted.action() + by + ": " + acted.message();
  }

  private List<String> gates() {
    return Table.lines(picture.gates().stream().map(gate -> gate.cells(now, ink)).toList());
  }

  private List<String> comparisons() {
    return Table.lines(picture.comparisons().stream().map(one -> one.cells(now, ink)).toList());
  }

  private String question(Approval approval) {
    return ink.busy(
        "waits for approval" + (approval.question() == null ? "" : ": " + approval.question()));
  }

  private static void add(List<Branch> parts, String title, List<String> leaves) {
    if (!leaves.isEmpty()) {
      parts.add(Branch.of(title, leaves));
    }
  }

  private List<String> head() {
    RolloutRow row = picture.rollout();
    List<String> head = new ArrayList<>();
    String step = row.step() == null ? "" : "   step " + row.step();
    String weight = row.weight() == null ? "" : ", " + row.weight() + " of the traffic";
    head.add(
        ink.strong("Rollout " + row.name())
            + "   "
            + Cells.phase(row.phase(), ink)
            + step
            + weight);
    if (row.message() != null) {
      head.add("│  " + row.message());
    }
    if (!picture.steps().names().isEmpty()) {
      head.add("│  " + picture.steps().text(ink));
    }
    return head;
  }

  private String workload(Workload deployment) {
    if (deployment.replicas() == null) {
      return "Deployment " + deployment.name() + "   " + ink.bad("not found");
    }
    String held =
        deployment.heldBy() == null ? ", paused" : ", held by Rollout " + deployment.heldBy();
    return "Deployment %s   %d replicas%s"
        .formatted(
            deployment.name(), deployment.replicas(), deployment.paused() ? ink.busy(held) : "");
  }

  private List<String> revisions() {
    return Table.lines(picture.revisions().stream().map(this::revision).toList());
  }

  private List<String> revision(Revision revision) {
    List<String> cells = new ArrayList<>();
    cells.add(revision.revision());
    cells.add(Revisions.state(revision.state(), ink));
    cells.add(revision.owned() ? "owned" : "parked");
    cells.add("%d/%d ready".formatted(revision.ready(), revision.wanted()));
    cells.add(String.join(",", revision.images()));
    cells.add(Cells.age(revision.created(), now));
    if (revision.why() != null) {
      cells.add(revision.why());
    }
    return cells;
  }

  private String entrance(Entrance service) {
    if (!service.found()) {
      return "Service " + service.name() + "   " + ink.bad("not found");
    }
    return "Service %s   %s%s"
        .formatted(
            service.name(),
            service.pin() == null ? "as its user wrote it" : ink.busy("pinned to " + service.pin()),
            service.pods() == null ? "" : ", " + behind(service.pods()));
  }

  private static String behind(SortedMap<String, Integer> pods) {
    return pods.isEmpty() ? "no pod behind it is ready" : "pods behind it: " + numbered(pods);
  }

  private static String numbered(SortedMap<String, Integer> byRevision) {
    return byRevision.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private String split(Split route) {
    String previews = route.preview() ? ", for previews" : "";
    if (!route.found()) {
      return route.route() + "   " + ink.bad("not found") + previews;
    }
    String weights =
        route.weights().isEmpty() ? "as its user wrote it" : ink.busy(numbered(route.weights()));
    String unverified = route.unverified() == null ? "" : ", not verified: " + route.unverified();
    String requests = route.requests() == null ? "" : ", " + route.requests();
    String copies = route.copies() == null ? "" : ", copies of " + route.copies();
    return route.route() + "   " + weights + requests + copies + previews + unverified;
  }

  private List<String> conditions() {
    return Table.lines(
        picture.conditions().stream()
            .map(
                (Said said) ->
                    List.of(said.type(), said.status(), said.reason(), Cells.of(said.since())))
            .toList());
  }
}
