package dev.mulkko.helm.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.helm.dashboard.Panel.Kind;

/**
 * Grafana's classic form, which versions from 10 to 13 read. Without an {@code id}: the one who
 * imports it gives one.
 */
final class Classic {

  private static final int SCHEMA = 39;
  private static final int COLUMNS = 24;

  private final ObjectNode root = JsonNodeFactory.instance.objectNode();
  private final ArrayNode panels = JsonNodeFactory.instance.arrayNode();
  private int id = 1;
  private int x;
  private int y;
  private int rowHeight;

  private Classic() {}

  static String of(Dashboard dashboard) {
    return new Classic().written(dashboard);
  }

  private String written(Dashboard dashboard) {
    root.put("uid", dashboard.uid()).put("title", dashboard.title());
    root.putArray("tags").add("mulkko");
    root.put("schemaVersion", SCHEMA).put("version", 1).put("editable", true);
    root.put("graphTooltip", 1).put("timezone", "").put("refresh", "30s");
    root.putObject("time").put("from", "now-6h").put("to", "now");
    links();
    ArrayNode variables = root.putObject("templating").putArray("list");
    variables
        .addObject()
        .put("type", "datasource")
        .put("name", "datasource")
        .put("label", "Prometheus")
        .put("query", "prometheus");
    dashboard.choices().forEach(choice -> add(variables, choice));
    ArrayNode marks = root.putObject("annotations").putArray("list");
    dashboard.marks().forEach(mark -> add(marks, mark));
    dashboard.rows().forEach(this::add);
    root.set("panels", panels);
    return printed();
  }

  /** From each to the others, with what is chosen. */
  private void links() {
    ObjectNode link = root.putArray("links").addObject();
    link.put("type", "dashboards").put("title", "Mulkko").put("asDropdown", true);
    link.put("includeVars", true).put("keepTime", true);
    link.putArray("tags").add("mulkko");
  }

  private static void add(ArrayNode variables, Choice choice) {
    ObjectNode variable = variables.addObject();
    variable.put("type", "query").put("name", choice.name()).put("label", choice.label());
    source(variable);
    variable.put("definition", choice.values());
    variable.putObject("query").put("query", choice.values()).put("refId", choice.name());
    variable.put("refresh", 2).put("sort", 1);
    variable.put("multi", choice.several()).put("includeAll", choice.several());
    if (choice.several()) {
      variable.put("allValue", ".*");
      variable.putObject("current").put("text", "All").put("value", "$__all");
    }
  }

  private static void add(ArrayNode marks, Mark mark) {
    ObjectNode node = marks.addObject();
    node.put("name", mark.name()).put("enable", true).put("iconColor", mark.color());
    source(node);
    node.put("expr", mark.expr()).put("titleFormat", mark.name()).put("textFormat", mark.text());
    node.put("step", "60s");
  }

  private void add(Row row) {
    newLine();
    ObjectNode node = panels.addObject();
    node.put("id", id++).put("type", "row").put("title", row.title()).put("collapsed", false);
    place(node, COLUMNS, 1);
    node.putArray("panels");
    newLine();
    row.panels().forEach(this::add);
  }

  private void add(Panel panel) {
    if (x + panel.width() > COLUMNS) {
      newLine();
    }
    ObjectNode node = panels.addObject();
    node.put("id", id++).put("type", panel.kind().type).put("title", panel.title());
    node.put("description", panel.description());
    source(node);
    place(node, panel.width(), panel.kind().height);
    ObjectNode defaults = node.putObject("fieldConfig").putObject("defaults");
    defaults.put("unit", panel.unit().name);
    if (panel.kind() == Kind.STAT) {
      // Where nothing is, nothing is told: people shall read a number all the same.
      defaults.put("noValue", "0");
    }
    node.withObject("/fieldConfig").putArray("overrides");
    node.set("options", options(panel.kind()));
    ArrayNode targets = node.putArray("targets");
    for (Query query : panel.queries()) {
      target(targets, query, panel.kind());
    }
    if (panel.kind() == Kind.TABLE) {
      transformations(node);
    }
  }

  private static void target(ArrayNode targets, Query query, Kind kind) {
    ObjectNode target = targets.addObject();
    target.put("refId", String.valueOf((char) ('A' + targets.size() - 1)));
    source(target);
    target.put("expr", query.expr()).put("legendFormat", query.legend());
    target.put("instant", query.instant()).put("range", !query.instant());
    if (kind == Kind.TABLE) {
      target.put("format", "table");
    }
  }

  private static ObjectNode options(Kind kind) {
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    switch (kind) {
      case STAT -> {
        options.put("textMode", "auto").put("colorMode", "none").put("graphMode", "none");
        options.putObject("reduceOptions").putArray("calcs").add("lastNotNull");
      }
      case GRAPH -> {
        options.putObject("legend").put("displayMode", "list").put("placement", "bottom");
        options.putObject("tooltip").put("mode", "multi").put("sort", "desc");
      }
      case TABLE -> options.put("showHeader", true);
    }
    return options;
  }

  /** What only tells who scraped it is left out. */
  private static void transformations(ObjectNode panel) {
    ObjectNode hidden =
        panel
            .putArray("transformations")
            .addObject()
            .put("id", "organize")
            .putObject("options")
            .putObject("excludeByName");
    for (String label : new String[] {"Time", "__name__", "instance", "job", "pod", "endpoint"}) {
      hidden.put(label, true);
    }
  }

  private static void source(ObjectNode node) {
    node.putObject("datasource").put("type", "prometheus").put("uid", "${datasource}");
  }

  private void place(ObjectNode node, int width, int height) {
    node.putObject("gridPos").put("h", height).put("w", width).put("x", x).put("y", y);
    x += width;
    rowHeight = Math.max(rowHeight, height);
  }

  private void newLine() {
    y += rowHeight;
    x = 0;
    rowHeight = 0;
  }

  private String printed() {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(lines);
    printer.indentArraysWith(lines);
    try {
      return new ObjectMapper().writer(printer).writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
