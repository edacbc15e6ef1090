// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.seal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import portolan.scoring.kind.Memory;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * Where one seal was stated to be: its last {@value #MOST} uses, each with the number of bills that state the same.
 *
 * <p>Layout, version 1:
 *
 * <pre>
 *   octet 1                          the version
 *   count                            how many uses
 *   uses x ({@link SealUse} | count bills)   in the order of receipt
 * </pre>
 *
 * <p>A ninth use pushes one out: the oldest whose box has a newer one that may be of the same voyage, else the oldest.
 * While there were never more than {@value #MOST} at once, retraction is exact and leaves the bytes that were before.
 * What was pushed out is gone: its bills cannot be retracted, and take one from the same use where it was learned anew.
 * At most 256 bytes.
 */
public final class SealMemory implements Memory {
    static final int MOST = 8;

    /** A number on more boxes is no seal's: a carrier sends it for want of one. */
    static final int MOST_BOXES = 4;

    static final long DAYS_REMEMBERED = 366;

    private static final int VERSION = 1;

    private final List<SealUse> uses;
    private final List<Long> bills;

    SealMemory() {
        this(new ArrayList<>(1), new ArrayList<>(1));
    }

    private SealMemory(List<SealUse> uses, List<Long> bills) {
        this.uses = uses;
        this.bills = bills;
    }

    /** The distinct uses that are kept, in the order of receipt. */
    public List<SealUse> uses() {
        return Collections.unmodifiableList(uses);
    }

    /** How many bills state the use. */
    long bills(SealUse use) {
        int at = uses.indexOf(use);
        return at < 0 ? 0 : bills.get(at);
    }

    /** Whether the number was on more than {@value #MOST_BOXES} boxes, this one among them. */
    public boolean isOnManyBoxesWith(SealUse use) {
        int boxes = 1;
        for (int i = 0; i < uses.size(); i++) {
            long box = uses.get(i).box();
            boolean counted = box == use.box();
            for (int k = 0; k < i && !counted; k++) {
                counted = uses.get(k).box() == box;
            }
            boxes += counted ? 0 : 1;
        }
        return boxes > MOST_BOXES;
    }

    @Override
    public boolean isEmpty() {
        return uses.isEmpty();
    }

    void learn(SealUse use) {
        int at = Collections.binarySearch(uses, use);
        if (at >= 0) {
            bills.set(at, bills.get(at) + 1);
            return;
        }
        uses.add(-at - 1, use);
        bills.add(-at - 1, 1L);
        if (uses.size() > MOST) {
            remove(leastTelling());
        }
    }

    private int leastTelling() {
        for (int i = 0; i < uses.size(); i++) {
            for (int k = i + 1; k < uses.size(); k++) {
                if (uses.get(i).box() == uses.get(k).box() && !uses.get(i).isOfAnotherVoyage(uses.get(k))) {
                    return i;
                }
            }
        }
        return 0;
    }

    void retract(SealUse use) {
        int at = Collections.binarySearch(uses, use);
        if (at >= 0) {
            bills.set(at, bills.get(at) - 1);
            if (bills.get(at) == 0) {
                remove(at);
            }
        }
    }

    private void remove(int at) {
        uses.remove(at);
        bills.remove(at);
    }

    @Override
    public void write(LayoutWriter writer) {
        writer.octet(VERSION).count(uses.size());
        for (int i = 0; i < uses.size(); i++) {
            uses.get(i).write(writer);
            writer.count(bills.get(i));
        }
    }

    static SealMemory of(LayoutReader reader) {
        reader.version("seal memory", VERSION);
        int size = reader.size(MOST);
        List<SealUse> uses = new ArrayList<>(size + 1);
        List<Long> bills = new ArrayList<>(size + 1);
        for (int i = 0; i < size; i++) {
            uses.add(SealUse.read(reader));
            bills.add(reader.count());
        }
        return new SealMemory(uses, bills);
    }
}
