package portolan.pipeline.archive;

/**
 * One line of a part file: text with a number, so that parts can be put in order and a missing or doubled line is seen.
 *
 * <pre>
 *   number TAB names of what it counts for, with blanks between TAB the line itself
 * </pre>
 *
 * @param number 0, 1, 2, ... in one kind of result
 */
record PartLine(long number, String tally, String line) {
    static PartLine parse(String text) {
        int first = text.indexOf('\t');
        int second = text.indexOf('\t', first + 1);
        if (first < 0 || second < 0) {
            throw new IllegalArgumentException("not a line of a part file: " + text);
        }
        return new PartLine(
                Long.parseLong(text.substring(0, first)),
                text.substring(first + 1, second),
                text.substring(second + 1));
    }

    @Override
    public String toString() {
        return number + "\t" + tally + '\t' + line;
    }
}
