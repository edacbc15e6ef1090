// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.contact;

import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Address;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.FilerRole;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.PartyKey;
import portolan.scoring.sketch.FilerId;
import portolan.scoring.sketch.Fingerprint;

/**
 * By what two parties with one contact can be told apart, or be seen to belong together: sixteen bits of a {@link
 * Fingerprint} each, 0 where the filing does not say.
 *
 * <pre>
 *   2 octets each: name, town, agent
 * </pre>
 *
 * @param name the first letters of the name as the party key writes it: companies of one group share them
 * @param town city and country of the address
 * @param agent who filed for it, unless the carrier did: parties of one agent share his contact
 */
public record ContactMarks(char name, char town, char agent) {
    static final ContactMarks NONE = new ContactMarks((char) 0, (char) 0, (char) 0);

    private static final int NAME_LETTERS = 5;

    static ContactMarks of(Consignment consignment, Party party) {
        PartyKey byName = PartyKey.byName(party);
        boolean carrierFiles = consignment.filer().role() == FilerRole.CARRIER;
        String filer = carrierFiles ? null : FilerId.ofFiler(consignment);
        return new ContactMarks(
                byName == null ? 0 : stem(byName.value()),
                town(party.address()),
                filer == null ? 0 : Fingerprint.shortened(Fingerprint.of(filer)));
    }

    /**
     * Whether the other party is of another name and another town, as far as both say so, and not of the same agent.
     */
    public boolean isUnlike(ContactMarks other) {
        return name != 0
                && other.name != 0
                && name != other.name
                && town != 0
                && other.town != 0
                && town != other.town
                && (agent == 0 || agent != other.agent);
    }

    /** Whether both names begin alike: the same company under another number, or one of its group. */
    public boolean isNamedLike(ContactMarks other) {
        return name != 0 && name == other.name;
    }

    private static char stem(String key) {
        int bar = key.indexOf('|');
        int letters = Math.min(NAME_LETTERS, bar < 0 ? key.length() : bar);
        return Fingerprint.shortened(Fingerprint.ofFirst(key, letters));
    }

    private static char town(@Nullable Address address) {
        String city = address == null ? null : address.city();
        if (address == null || city == null || city.isBlank()) {
            return 0;
        }
        String country = address.country();
        return Fingerprint.shortened(Fingerprint.ofLetters(city, country == null ? "" : country));
    }

    void write(LayoutWriter writer) {
        two(writer, name);
        two(writer, town);
        two(writer, agent);
    }

    private static void two(LayoutWriter writer, char value) {
        writer.octet(value >>> 8).octet(value);
    }

    static ContactMarks read(LayoutReader reader) {
        return new ContactMarks(two(reader), two(reader), two(reader));
    }

    private static char two(LayoutReader reader) {
        return (char) ((reader.octet() << 8) | reader.octet());
    }
}
