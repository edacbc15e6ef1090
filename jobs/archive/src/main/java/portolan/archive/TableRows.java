// SPDX-License-Identifier: Apache-2.0
package portolan.archive;

/**
 * How values of one kind become rows of a table.
 *
 * @param <T> immutable
 */
abstract class TableRows<T> {
    private final ArchiveTable table;

    TableRows(ArchiveTable table) {
        this.table = table;
    }

    final ArchiveTable table() {
        return table;
    }

    /** Writes every column of the table, in its order. */
    abstract void write(RowWriter row, T value);
}
