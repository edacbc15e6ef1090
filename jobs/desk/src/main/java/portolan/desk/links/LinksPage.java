// SPDX-License-Identifier: Apache-2.0
package portolan.desk.links;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import portolan.desk.index.Links;

/**
 * Links, placed in columns: the consignment, what it names, who names that too, what else those share, and who names
 * that. The tables beside the drawing are made of the same lists.
 *
 * @param boxes all nodes, by column and from top to bottom
 * @param left nodes that were left out
 */
public record LinksPage(List<Box> boxes, List<Line> lines, int height, int left) {
    static final int ROW = 46;
    static final int COLUMN = 262;
    static final int BOX_WIDTH = 204;
    static final int BOX_HEIGHT = 38;

    private static final int MARGIN = 8;
    private static final int COLUMNS = 5;
    private static final int LONGEST = 23;

    /** One node. */
    public record Box(Links.Node node, int column, int x, int y, List<String> roles, List<Other> others) {
        public Box {
            roles = List.copyOf(roles);
            others = List.copyOf(others);
        }

        public Links.Case asCase() {
            return (Links.Case) node;
        }

        public Links.Shared asShared() {
            return (Links.Shared) node;
        }

        public boolean isCase() {
            return node instanceof Links.Case;
        }

        /** What it is called, as long as it fits. */
        public String name() {
            String name = LinksPage.name(node);
            return name.length() > LONGEST ? name.substring(0, LONGEST - 1) + '…' : name;
        }
    }

    /** What a node is linked to, and as what. */
    public record Other(Links.Node node, String role) {
        public String name() {
            return LinksPage.name(node);
        }
    }

    /** An edge of the drawing, from left to right. */
    public record Line(int x1, int y1, int x2, int y2, String role) {
        /** A curve that leaves and arrives level. */
        public String path() {
            int middle = (x1 + x2) / 2;
            return "M" + x1 + ' ' + y1 + 'C' + middle + ' ' + y1 + ' ' + middle + ' ' + y2 + ' ' + x2 + ' ' + y2;
        }
    }

    public LinksPage {
        boxes = List.copyOf(boxes);
        lines = List.copyOf(lines);
    }

    public static LinksPage of(Links links) {
        Map<String, Links.Node> nodes = new LinkedHashMap<>();
        links.nodes().forEach(node -> nodes.put(node.id(), node));
        List<Links.Edge> edges = links.edges().stream()
                .filter(edge -> nodes.containsKey(edge.consignment()) && nodes.containsKey(edge.identity()))
                .toList();
        Map<String, Integer> columns = columns(links, edges);
        Map<String, int[]> places = new HashMap<>();
        Map<String, List<Other>> others = new HashMap<>();
        for (Links.Edge edge : edges) {
            others.computeIfAbsent(edge.consignment(), any -> new ArrayList<>())
                    .add(new Other(node(nodes, edge.identity()), edge.role()));
            others.computeIfAbsent(edge.identity(), any -> new ArrayList<>())
                    .add(new Other(node(nodes, edge.consignment()), edge.role()));
        }
        List<Box> boxes = new ArrayList<>();
        int tallest = 1;
        for (int column = 0; column < COLUMNS; column++) {
            int at = column;
            tallest = Math.max(tallest, (int)
                    columns.values().stream().filter(one -> one == at).count());
        }
        for (int column = 0; column < COLUMNS; column++) {
            int at = column;
            List<Links.Node> inIt = new ArrayList<>(nodes.values().stream()
                    .filter(node -> columns.getOrDefault(node.id(), 0) == at)
                    .toList());
            sort(inIt, places, others);
            int top = MARGIN + (tallest - inIt.size()) * ROW / 2;
            for (int row = 0; row < inIt.size(); row++) {
                Links.Node node = inIt.get(row);
                int[] place = {MARGIN + column * COLUMN, top + row * ROW};
                places.put(node.id(), place);
                List<Other> linked = others.getOrDefault(node.id(), List.of());
                TreeSet<String> roles = new TreeSet<>();
                linked.forEach(one -> roles.add(one.role()));
                roles.remove("");
                boxes.add(new Box(node, column, place[0], place[1], List.copyOf(roles), linked));
            }
        }
        return new LinksPage(boxes, lines(edges, columns, places), 2 * MARGIN + tallest * ROW, links.left());
    }

    private static Links.Node node(Map<String, Links.Node> nodes, String id) {
        Links.Node node = nodes.get(id);
        if (node == null) {
            throw new IllegalStateException("an edge names a node that is not there: id=" + id);
        }
        return node;
    }

    private static Map<String, Integer> columns(Links links, List<Links.Edge> edges) {
        Map<String, Integer> columns = new HashMap<>();
        String start = links.nodes().get(0).id();
        for (Links.Node node : links.nodes()) {
            columns.put(node.id(), node instanceof Links.Case one ? 2 * one.steps() : 3);
        }
        edges.stream()
                .filter(edge -> edge.consignment().equals(start))
                .forEach(edge -> columns.put(edge.identity(), 1));
        return columns;
    }

    /** Beside what they are linked to in the columns before, so that few lines cross; of two alike by name. */
    private static void sort(List<Links.Node> nodes, Map<String, int[]> places, Map<String, List<Other>> others) {
        Map<String, Double> heights = new HashMap<>();
        for (Links.Node node : nodes) {
            heights.put(
                    node.id(),
                    others.getOrDefault(node.id(), List.of()).stream()
                            .map(one -> places.get(one.node().id()))
                            .filter(place -> place != null)
                            .mapToInt(place -> place[1])
                            .average()
                            .orElse(0));
        }
        nodes.sort((one, other) -> {
            int byHeight = Double.compare(heights.getOrDefault(one.id(), 0.0), heights.getOrDefault(other.id(), 0.0));
            int byName = byHeight == 0 ? name(one).compareTo(name(other)) : byHeight;
            return byName == 0 ? one.id().compareTo(other.id()) : byName;
        });
    }

    private static List<Line> lines(List<Links.Edge> edges, Map<String, Integer> columns, Map<String, int[]> places) {
        List<Line> lines = new ArrayList<>();
        for (Links.Edge edge : edges) {
            boolean forward = columns.getOrDefault(edge.consignment(), 0) < columns.getOrDefault(edge.identity(), 0);
            int[] from = places.getOrDefault(forward ? edge.consignment() : edge.identity(), new int[2]);
            int[] to = places.getOrDefault(forward ? edge.identity() : edge.consignment(), new int[2]);
            lines.add(new Line(
                    from[0] + BOX_WIDTH, from[1] + BOX_HEIGHT / 2, to[0], to[1] + BOX_HEIGHT / 2, edge.role()));
        }
        return lines;
    }

    static String name(Links.Node node) {
        return node instanceof Links.Case one ? one.row().key().consignment() : ((Links.Shared) node).label();
    }

    public int width() {
        int last = boxes.stream().mapToInt(Box::column).max().orElse(0);
        return 2 * MARGIN + last * COLUMN + BOX_WIDTH;
    }

    public List<Box> cases() {
        return boxes.stream().filter(Box::isCase).toList();
    }

    public List<Box> shared() {
        return boxes.stream().filter(box -> !box.isCase()).toList();
    }

    public int boxWidth() {
        return BOX_WIDTH;
    }

    public int boxHeight() {
        return BOX_HEIGHT;
    }
}
