package dev.auroraguardrails.sweeper.report;

import dev.auroraguardrails.sweep.Report.Opening;
import dev.auroraguardrails.sweep.Report.Reach;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The picture of who can reach one cluster: sources on the left, a line to the cluster on the
/// right. Here the places; `report.html` draws.
final class ReachPicture {
  private static final int ROW = 34;
  private static final int SHOWN = 24;

  private ReachPicture() {}

  static Map<String, Object> of(Reach reach) {
    List<Opening> shown = reach.openings().subList(0, Math.min(SHOWN, reach.openings().size()));
    int height = Math.max(2, shown.size()) * ROW + 16;
    var lines = new ArrayList<Map<String, Object>>();
    for (int row = 0; row < shown.size(); row++) {
      lines.add(line(shown.get(row), row, height / 2));
    }
    var view = new LinkedHashMap<String, Object>();
    view.put("cluster", reach.cluster());
    view.put("engine", reach.engine());
    view.put("port", reach.port());
    view.put("height", height);
    view.put("middle", height / 2);
    view.put("boxTop", height / 2 - 28);
    view.put("lines", lines);
    view.put("closed", reach.openings().isEmpty());
    view.put("more", reach.openings().size() - shown.size());
    view.put("hasMore", reach.openings().size() > shown.size());
    view.put("openings", reach.openings().stream().map(ReachPicture::row).toList());
    long wrong = reach.openings().stream().filter(o -> !o.controls().isEmpty()).count();
    view.put("wrong", wrong);
    view.put("hasWrong", wrong > 0);
    view.put("count", reach.openings().size());
    view.put(
        "rules", reach.openings().size() == 1 ? "rule lets connections" : "rules let connections");
    return view;
  }

  private static Map<String, Object> line(Opening opening, int row, int middle) {
    int y = 8 + row * ROW + ROW / 2;
    return Map.of(
        "y",
        y,
        "textY",
        y + 4,
        "boxY",
        y - 13,
        "middle",
        middle,
        "source",
        cut(opening.source()),
        "ports",
        opening.ports(),
        "state",
        opening.controls().isEmpty() ? "fine" : "wrong");
  }

  private static Map<String, Object> row(Opening opening) {
    return Map.of(
        "source", opening.source(),
        "ports", opening.ports(),
        "group", opening.group(),
        "rule", opening.rule(),
        "description", opening.description(),
        "state", opening.controls().isEmpty() ? "fine" : "wrong",
        "verdict",
            opening.controls().isEmpty() ? "allowed" : String.join(", ", opening.controls()));
  }

  private static String cut(String source) {
    return source.length() <= 34 ? source : source.substring(0, 33) + "…";
  }
}
