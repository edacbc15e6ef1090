// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.contact;

import java.util.List;
import portolan.scoring.kind.Splitting;
import portolan.scoring.reading.Definition;
import portolan.scoring.reading.Indicator;

/** What the indicators of contacts are. */
final class ContactDefinitions {
    static final List<Definition> ALL = List.of(
            new Definition(
                    Indicator.NAME_WITH_MANY_IDS,
                    7,
                    "how many other registered numbers came under this name and country within 90 days",
                    "contact memory",
                    "FATF/Egmont TBML indicators 2021",
                    "groups whose branches register one by one"),
            new Definition(
                    Indicator.SHARED_CONTACT,
                    8,
                    "how many other parties used this party's telephone number, e-mail or address within 180 days; 0 where over 12 did",
                    "contact memory",
                    "general practice",
                    "forwarders, business centres, brokers"),
            new Definition(
                    Indicator.UNLIKE_CONTACTS,
                    8,
                    "how many parties of another name, another town and another agent used this party's telephone number or e-mail within 180 days; 0 where over 12 did, or it is clearly its own",
                    "contact memory",
                    "general practice",
                    "agents who file through the carrier; shared mobile telephones"),
            new Definition(
                    Indicator.PAIR_OFFENCE_RATE,
                    29,
                    "share of offences among what was examined from this shipper to this consignee, against all",
                    "contact memory",
                    "DATE (KDD 2020), section 3.1; Grigoriou 2019",
                    "pairs examined because they were suspected"),
            new Definition(
                    Indicator.LINKED_TO_OFFENDER,
                    30,
                    "how many offences were found with other parties that share a telephone number, e-mail or address with this one",
                    "contact memory",
                    "GraphFC (Singh et al. 2023)",
                    "addresses of forwarders and business centres"),
            new Definition(
                    Indicator.CONTACT_OFFENCE_RATE,
                    30,
                    "share of offences among what was examined of others with the same telephone number, e-mail or address, against all",
                    "contact memory",
                    "GraphFC (Singh et al. 2023)",
                    "addresses of forwarders and business centres"),
            FindsNearby.DEFINITION,
            Splitting.DEFINITION);

    private ContactDefinitions() {}
}
