// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.lanes;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutException;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.rules.Lane;

/**
 * The strictest lane that a consignment was ever put in, and where and when it was first put there: what it counts for,
 * once, however often it is amended.
 *
 * <p>Layout of the stored bytes, in the alphabet of {@link LayoutWriter}:
 *
 * <pre>
 *   octet 1 (version) | text office | signed epoch day | constant lane | flag drawn | flag counted
 * </pre>
 *
 * @param office that was to decide then, or null when the filing named none
 * @param day in UTC
 * @param lane never green
 * @param drawn whether exploration put it there
 * @param counted whether it counts against a budget: the rule set in force then had one for that office and day
 */
public record Selected(@Nullable String office, LocalDate day, Lane lane, boolean drawn, boolean counted) {
    private static final int VERSION = 1;

    public Selected {
        if (lane == Lane.GREEN || (counted && office == null)) {
            throw new IllegalArgumentException(
                    "nothing is selected in this way: office=" + office + ", day=" + day + ", lane=" + lane);
        }
    }

    public byte[] toBytes() {
        return new LayoutWriter()
                .octet(VERSION)
                .text(office)
                .signed(day.toEpochDay())
                .constant(lane)
                .flag(drawn)
                .flag(counted)
                .toBytes();
    }

    /**
     * Reads every layout version ever written.
     *
     * @throws LayoutException when newer code wrote the bytes
     */
    public static Selected fromBytes(byte[] bytes) {
        LayoutReader in = new LayoutReader(bytes);
        in.version("a selected consignment", VERSION);
        return new Selected(
                in.nullableText(), LocalDate.ofEpochDay(in.signed()), in.constant(Lane.class), in.flag(), in.flag());
    }
}
