// SPDX-License-Identifier: Apache-2.0
package portolan.desk.operations;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import portolan.console.rejects.Rejected;
import portolan.console.screen.TextLine;

/**
 * The bench on which a profile is mended.
 *
 * @param wanted whose messages, and which rejects of them
 * @param name of the profile
 * @param text of it as it stands, or what begins a new one
 * @param isNew whether there is no such file
 * @param isSeen whether the desk sees the job's profiles at all
 * @param rejects of bills and messages that are meant
 * @param places of the messages that they came in, in their order
 * @param faults what is wrong, most first, with how often
 */
record Mend(
        RejectBook.Wanted wanted,
        String name,
        String text,
        boolean isNew,
        boolean isSeen,
        int rejects,
        List<Messages.Place> places,
        List<Map.Entry<String, Long>> faults) {
    private static final int MOST_FAULTS = 6;
    private static final int MOST_LETTERS = 300;

    static Mend of(Watch watch, ProfileFolder profiles, RejectBook.Wanted wanted, String asked) {
        List<Rejected> rejects = watch.rejects().latest(wanted).stream()
                .filter(RejectPage::isOfMessage)
                .toList();
        String name = name(watch, profiles, wanted, asked);
        String text = profiles.text(name);
        return new Mend(
                wanted,
                name,
                text == null ? (wanted.sender().isEmpty() ? "" : "sender: " + wanted.sender() + "\n") : text,
                text == null,
                profiles.isSeen(),
                rejects.size(),
                places(rejects),
                faults(rejects));
    }

    private static String name(Watch watch, ProfileFolder profiles, RejectBook.Wanted wanted, String asked) {
        if (!asked.isEmpty()) {
            return asked;
        }
        String sender = wanted.sender();
        String ofSender = sender.isEmpty() ? null : profiles.nameOf(sender);
        String lately = watch.receipts().profileOf(sender);
        String name = ofSender != null ? ofSender : lately != null && profiles.text(lately) != null ? lately : sender;
        return ProfileFolder.isName(name) ? name : "";
    }

    private static List<Messages.Place> places(List<Rejected> rejects) {
        return rejects.stream()
                .map(Mend::place)
                .distinct()
                .sorted(Comparator.comparing(Messages.Place::partition).thenComparing(Messages.Place::offset))
                .toList();
    }

    private static Messages.Place place(Rejected rejected) {
        return new Messages.Place(
                rejected.record().getPartition(), rejected.record().getOffset());
    }

    /** Without the number of the bill, which tells one fault of many bills apart. */
    private static List<Map.Entry<String, Long>> faults(List<Rejected> rejects) {
        Map<String, Long> faults = new TreeMap<>();
        rejects.forEach(rejected -> faults.merge(
                rejected.record().getReason() + ": "
                        + TextLine.cut(
                                TextLine.harmless(rejected.record().getMessage().replaceFirst("^bill [0-9]+: ", "")),
                                MOST_LETTERS),
                1L,
                Long::sum));
        return faults.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST_FAULTS)
                .toList();
    }

    int messages() {
        return places.size();
    }
}
