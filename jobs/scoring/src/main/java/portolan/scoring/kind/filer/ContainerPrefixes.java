// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.filer;

import java.util.ArrayList;
import java.util.List;
import portolan.scoring.kind.MemoryKind;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Equipment;

/** Whose containers a consignment travels in: the owner's code and category, the first four letters of a number. */
public final class ContainerPrefixes {
    static final int LENGTH = 4;

    /** A consignment in more boxes than this shows nothing new in the rest. */
    private static final int MOST_BOXES = 64;

    private ContainerPrefixes() {}

    /** At most {@value MemoryKind#MOST_KEYS} distinct prefixes of four capital letters, in the order filed. */
    public static List<String> of(Consignment consignment) {
        List<String> prefixes = new ArrayList<>(2);
        int boxes = Math.min(MOST_BOXES, consignment.equipment().size());
        for (int i = 0; i < boxes; i++) {
            Equipment box = consignment.equipment().get(i);
            if (isPrefixed(box.id()) && prefixes.size() < MemoryKind.MOST_KEYS) {
                String prefix = box.id().substring(0, LENGTH);
                if (!prefixes.contains(prefix)) {
                    prefixes.add(prefix);
                }
            }
        }
        return prefixes;
    }

    private static boolean isPrefixed(String id) {
        if (id.length() <= LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            if (id.charAt(i) < 'A' || id.charAt(i) > 'Z') {
                return false;
            }
        }
        return true;
    }
}
