// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.feed;

/** Which feed of a benchmark; results of different ones do not compare. */
public enum FeedVersion {
    /** New bills of one item, each in a new box, filed by the clock. */
    V1,
    /** Boxes return, some are shared; bills have one to five items, are amended and inspected; a year is compressed. */
    V2;

    /** As the command line says it. */
    public String option() {
        return this == V1 ? "v1" : "v2";
    }

    /**
     * The one with this name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static FeedVersion named(String option) {
        for (FeedVersion version : values()) {
            if (version.option().equals(option)) {
                return version;
            }
        }
        throw new IllegalArgumentException("no such feed; there are v1 and v2: feed=" + option);
    }
}
