// SPDX-License-Identifier: Apache-2.0
package portolan.console.whatif;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import portolan.console.screen.Paint;
import portolan.console.screen.Screen;
import portolan.console.screen.TextLine;

/** A table of text: the first column stands to the left, the others to the right, each as wide as its longest cell. */
final class Table {
    private static final String INDENT = "  ";
    private static final String GAP = "  ";
    private static final String NOTE_INDENT = "      ";

    private final Screen screen;
    private final List<Row> rows = new ArrayList<>();

    private record Row(Paint paint, List<String> cells, List<String> notes) {}

    Table(Screen screen, String... heads) {
        this.screen = screen;
        rows.add(new Row(Paint.FAINT, List.of(heads), List.of()));
    }

    Table row(Paint paint, String... cells) {
        if (cells.length != rows.get(0).cells().size()) {
            throw new IllegalArgumentException(
                    "a row has as many cells as heads: cells=" + Arrays.toString(cells) + ", heads=" + rows.get(0));
        }
        rows.add(new Row(paint, List.of(cells), new ArrayList<>()));
        return this;
    }

    /** A remark below the last row. */
    Table note(String note) {
        rows.get(rows.size() - 1).notes().add(note);
        return this;
    }

    List<String> lines() {
        int[] widths = new int[rows.get(0).cells().size()];
        for (Row row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], TextLine.columnsOf(row.cells().get(i)));
            }
        }
        List<String> lines = new ArrayList<>();
        for (Row row : rows) {
            TextLine line = new TextLine(screen).add(INDENT);
            line.column(row.cells().get(0), widths[0], row.paint());
            for (int i = 1; i < widths.length; i++) {
                // A column leaves no blank behind a cell that fills it, so the gap comes first.
                line.add(GAP).right(row.cells().get(i), widths[i], rest(row));
            }
            lines.add(line.text());
            row.notes()
                    .forEach(note -> lines.add(new TextLine(screen)
                            .add(NOTE_INDENT + note, Paint.FAINT)
                            .text()));
        }
        return lines;
    }

    /** The paint marks what a row is about; only heads are faint all along. */
    private static Paint rest(Row row) {
        return row.paint() == Paint.FAINT ? Paint.FAINT : Paint.PLAIN;
    }
}
