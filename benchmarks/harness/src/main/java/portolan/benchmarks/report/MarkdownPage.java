package portolan.benchmarks.report;

import java.util.List;

/** A page as Markdown, with its charts as files beside it. */
final class MarkdownPage {
    private MarkdownPage() {}

    static String render(Page page) {
        StringBuilder text = new StringBuilder("# ").append(page.title()).append("\n\n");
        for (Page.Section section : page.sections()) {
            if (!section.title().isEmpty()) {
                text.append("## ").append(section.title()).append("\n\n");
            }
            section.lines().forEach(line -> text.append(line).append('\n'));
            if (!section.lines().isEmpty()) {
                text.append('\n');
            }
            table(section.rows(), text);
            section.charts()
                    .keySet()
                    .forEach(chart -> text.append("![")
                            .append(section.title())
                            .append("](")
                            .append(chart)
                            .append(".svg)\n\n"));
        }
        return text.toString().stripTrailing() + '\n';
    }

    private static void table(List<List<String>> rows, StringBuilder text) {
        for (int i = 0; i < rows.size(); i++) {
            text.append("| ").append(String.join(" | ", rows.get(i))).append(" |\n");
            if (i == 0) {
                text.append("|---".repeat(rows.get(i).size())).append("|\n");
            }
        }
        if (!rows.isEmpty()) {
            text.append('\n');
        }
    }
}
