// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.learning;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * What one task counted of one source in one hour. Counts are whole numbers, so their sums depend neither on the order
 * nor on how many tasks count. What an amendment or a withdrawal takes back counts below zero.
 *
 * <pre>
 *   tenant | source | signed hour | signed filings | fixed shippers | list of (fixed rule | signed fired)
 * </pre>
 *
 * @param hour of order time, since 1970
 * @param shippers a bit for each of 64 shares of all shippers that had a filing
 * @param rules condition hashes: of all filings all rules in force, else those that held; not to be changed
 * @param fired how often each of them held; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Goes from one task to another; nobody compares it.
public record TrafficCount(
        String tenant, Source source, long hour, int filings, long shippers, long[] rules, int[] fired) {
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TrafficCount that
                && tenant.equals(that.tenant)
                && source.equals(that.source)
                && hour == that.hour
                && filings == that.filings
                && shippers == that.shippers
                && Arrays.equals(rules, that.rules)
                && Arrays.equals(fired, that.fired);
    }

    @Override
    public int hashCode() {
        return Objects.hash(tenant, source, hour, filings, shippers, Arrays.hashCode(rules), Arrays.hashCode(fired));
    }

    public void write(LayoutWriter out) {
        out.text(tenant);
        source.write(out);
        out.signed(hour).signed(filings).fixed(shippers).count(rules.length);
        for (int i = 0; i < rules.length; i++) {
            out.fixed(rules[i]).signed(fired[i]);
        }
    }

    public static TrafficCount read(LayoutReader in) {
        String tenant = in.recurringText();
        Source source = Source.read(in);
        long hour = in.signed();
        int filings = (int) in.signed();
        long shippers = in.fixed();
        int count = in.size();
        long[] rules = new long[count];
        int[] fired = new int[count];
        for (int i = 0; i < count; i++) {
            rules[i] = in.fixed();
            fired[i] = (int) in.signed();
        }
        return new TrafficCount(tenant, source, hour, filings, shippers, rules, fired);
    }
}
