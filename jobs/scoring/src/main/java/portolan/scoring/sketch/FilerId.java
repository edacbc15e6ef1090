// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.sketch;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.party.BoundedText;

/** Who files and who carries, as memories know them: in upper case, at most {@value #LONGEST} characters. */
public final class FilerId {
    /** A longer id is cut: no feed may grow keys. */
    static final int LONGEST = 35;

    private FilerId() {}

    /** Who filed; null when the filing does not say. */
    public static @Nullable String ofFiler(Consignment consignment) {
        return of(consignment.filer().id());
    }

    /** Who carries; null when the filing does not say. */
    public static @Nullable String ofCarrier(Consignment consignment) {
        return of(consignment.conveyance().carrierCode());
    }

    /** The same of what somebody writes; null when that is blank. */
    public static @Nullable String of(@Nullable String filed) {
        if (filed == null || filed.isBlank()) {
            return null;
        }
        String id = filed.strip().toUpperCase(Locale.ROOT);
        return id.length() <= LONGEST ? id : BoundedText.start(id, LONGEST);
    }
}
