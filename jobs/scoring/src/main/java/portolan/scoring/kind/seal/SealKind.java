// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.seal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.scoring.kind.KindOf;
import portolan.scoring.kind.Remembered;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.ContainerNumber;
import portolan.scoring.manifest.Equipment;
import portolan.scoring.manifest.Part;
import portolan.scoring.manifest.Seal;

/**
 * One memory a seal, keyed {@code tenant|seal|number}: capitals and digits of its number.
 *
 * <p>Not remembered is a number that is none (shorter than five characters, longer than twenty, without a digit, the
 * same character throughout), that customs put on, or that one bill states for several boxes, since then the bill's
 * list of seals was copied to each of them. Boxes count only with a right check digit; of a bill's boxes the first
 * thirty-two are looked at, and the first eight seals on them.
 *
 * <p>Where a seal was does not depend on what was found behind it.
 */
public final class SealKind extends KindOf<SealMemory> {
    private static final String KIND = "|seal|";
    private static final int MOST_BOXES = 32;
    private static final int SHORTEST = 5;
    private static final int LONGEST = 20;

    /** Who put a seal on, as filings code it: customs. */
    private static final String CUSTOMS = "CU";

    private static final String SEVERAL_BOXES = "";

    private SealKind() {
        super(
                "seal",
                Set.of(Part.EQUIPMENT, Part.ROUTING, Part.CONVEYANCE, Part.FIGURES),
                SealMemory::new,
                SealMemory::of);
    }

    /** This kind with its indicators. */
    public static Remembered<SealMemory> remembered() {
        return new Remembered<>(new SealKind(), new SealIndicators());
    }

    @Override
    public Duration retention() {
        return Duration.ofDays(SealMemory.DAYS_REMEMBERED);
    }

    @Override
    public List<String> keysOf(Consignment consignment) {
        if (consignment.equipment().isEmpty()) {
            return List.of();
        }
        Map<String, String> boxes = new LinkedHashMap<>();
        int most = Math.min(MOST_BOXES, consignment.equipment().size());
        for (Equipment unit : consignment.equipment().subList(0, most)) {
            String box = unit.seals().isEmpty() ? null : ContainerNumber.valid(unit.id());
            for (Seal seal : unit.seals()) {
                String number = box == null ? null : number(seal);
                if (number != null) {
                    boxes.merge(number, box, (known, now) -> known.equals(now) ? known : SEVERAL_BOXES);
                }
            }
        }
        List<String> keys = new ArrayList<>(2);
        for (Map.Entry<String, String> sealed : boxes.entrySet()) {
            if (!sealed.getValue().equals(SEVERAL_BOXES) && keys.size() < MOST_KEYS) {
                keys.add(consignment.tenant() + KIND + sealed.getKey());
            }
        }
        return keys;
    }

    /** The number of the box that the seal of this key is on; null when the consignment has no such seal. */
    static @Nullable String boxOf(Consignment consignment, String key) {
        int from = key.lastIndexOf('|') + 1;
        for (Equipment unit : consignment.equipment()) {
            for (Seal seal : unit.seals()) {
                String number = number(seal);
                if (number != null && number.length() == key.length() - from && key.startsWith(number, from)) {
                    String box = ContainerNumber.valid(unit.id());
                    if (box != null) {
                        return box;
                    }
                }
            }
        }
        return null;
    }

    private static @Nullable String number(Seal seal) {
        return CUSTOMS.equals(seal.party()) ? null : number(seal.number());
    }

    static @Nullable String number(String text) {
        StringBuilder number = new StringBuilder(LONGEST);
        boolean digits = false;
        boolean varied = false;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (Character.isLetterOrDigit(character)) {
                if (number.length() == LONGEST) {
                    return null;
                }
                char capital = Character.toUpperCase(character);
                digits |= capital >= '0' && capital <= '9';
                varied |= number.length() > 0 && capital != number.charAt(0);
                number.append(capital);
            }
        }
        return number.length() >= SHORTEST && digits && varied ? number.toString() : null;
    }

    @Override
    public void learn(SealMemory memory, String key, Consignment consignment) {
        SealUse use = SealUse.of(consignment, key);
        if (use != null) {
            memory.learn(use);
        }
    }

    @Override
    public void retract(SealMemory memory, String key, Consignment consignment) {
        SealUse use = SealUse.of(consignment, key);
        if (use != null) {
            memory.retract(use);
        }
    }
}
