// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

/**
 * What one block of lines comes to, as a line of its own beside the file: the file has nothing in it but results, so
 * what proves that none is missing or doubled must stand elsewhere.
 *
 * <pre>
 *   file TAB number of the block's first result TAB results TAB bytes of their lines TAB tally
 * </pre>
 *
 * @param file name of the finished file
 * @param first 0, 1, 2, ... in one kind of result
 */
record Counted(String file, long first, long results, long bytes, String tally) {
    static Counted parse(String text) {
        String[] columns = text.split("\t", -1);
        if (columns.length != 5) {
            throw new IllegalArgumentException("not a line of counts: " + text);
        }
        return new Counted(
                columns[0],
                Long.parseLong(columns[1]),
                Long.parseLong(columns[2]),
                Long.parseLong(columns[3]),
                columns[4]);
    }

    @Override
    public String toString() {
        return file + '\t' + first + '\t' + results + '\t' + bytes + '\t' + tally;
    }
}
