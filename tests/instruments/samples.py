"""Invented lists in the shapes that officials publish. No row is a real entry."""
# ruff: noqa: E501

from __future__ import annotations

import csv
import io

NONE = "-0- "
SDN = [
    [
        "101",
        "HWASONG EXAMPLE TRADING CORPORATION",
        NONE,
        "NPWMD] [DPRK2",
        *[NONE] * 7,
        "a.k.a. 'HETCO'.",
    ],
    ["102", "CHOE, Pil Ho", "individual", "DPRK3", "Director", *[NONE] * 6, "DOB 01 Feb 1950."],
    [
        "103",
        "MORNING REED",
        "vessel",
        "DPRK4",
        NONE,
        "HMAB1",
        "General Cargo",
        "2,597",
        "1,098",
        "Korea, North",
        "Reed Shipping Co.",
        NONE,
    ],
    ["104", "P-000", "aircraft", "SDGT", *[NONE] * 7, "Aircraft Model AN-2; Linked To: NOBO"],
    ["105", "PEÑA, José", "individual", "CUBA", *[NONE] * 7, NONE],
]
ALT = [
    ["101", "11", "aka", "HWASONG SAMPLE CORP", NONE],
    ["102", "12", "aka", "CH'OE, P'il-ho", NONE],
    ["102", "13", "fka", "CHOI, Pil Ho", NONE],
]
ADD = [
    ["101", "21", "1 Sample Street", "Pyongyang", "Korea, North", NONE],
    ["102", "22", NONE, NONE, "Korea, North", NONE],
    ["105", "23", "2 Sample Street", "Havana", "Cuba", NONE],
]
COMMENTS = [["104", "DY AIR."]]
SDN_HEADER = ["ent_num", "SDN_Name", "SDN_Type", "Program", "Title", "Call_Sign", "Vess_type",
              "Tonnage", "GRT", "Vess_flag", "Vess_owner", "Remarks"]  # fmt: skip
ALT_HEADER = ["ent_num", "alt_num", "alt_type", "alt_name", "alt_remarks"]


def as_csv(rows: list[list[str]], end: str = "\r\n") -> bytes:
    """Return rows as OFAC writes them: quoted, save numbers and the sign for nothing."""

    def cell(text: str) -> str:
        bare = text == NONE or text.isdigit()
        return text if bare else '"' + text.replace('"', '""') + '"'

    return "".join(",".join(map(cell, row)) + end for row in rows).encode()


def plainly(rows: list[list[str]], cut: str = ",") -> bytes:
    """Return rows as a spreadsheet writes them."""
    out = io.StringIO()
    csv.writer(out, delimiter=cut).writerows(rows)
    return out.getvalue().encode()


def csv_set() -> dict[str, bytes]:
    return {
        "sdn.csv": as_csv(SDN),
        "alt.csv": as_csv(ALT),
        "add.csv": as_csv(ADD),
        "sdn_comments.csv": as_csv(COMMENTS),
    }


OLD_XML = """<?xml version="1.0" standalone="yes"?>
<sdnList xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://tempuri.org/sdnList.xsd">
  <publshInformation>
    <Publish_Date>03/05/2016</Publish_Date>
    <Record_Count>3</Record_Count>
  </publshInformation>
  <sdnEntry>
    <uid>101</uid>
    <lastName>HWASONG EXAMPLE TRADING CORPORATION</lastName>
    <sdnType>Entity</sdnType>
    <programList><program>NPWMD</program><program>DPRK2</program></programList>
    <akaList>
      <aka><uid>11</uid><type>a.k.a.</type><category>strong</category>
        <lastName>HWASONG SAMPLE CORP</lastName></aka>
      <aka><uid>14</uid><type>a.k.a.</type><category>weak</category><lastName>HETCO</lastName></aka>
    </akaList>
    <addressList>
      <address><uid>21</uid><address1>1 Sample Street</address1><city>Pyongyang</city>
        <country>Korea, North</country></address>
    </addressList>
  </sdnEntry>
  <sdnEntry>
    <uid>102</uid>
    <!-- a comment --><?note one?>
    <firstName>Pil Ho</firstName>
    <lastName>CHOE</lastName>
    <title>Director</title>
    <sdnType>Individual</sdnType>
    <remarks>(Linked To: HETCO)</remarks>
    <programList><program>DPRK3</program></programList>
    <idList>
      <id><uid>31</uid><idType>Passport</idType><idNumber>000111</idNumber>
        <idCountry>Korea, North</idCountry><expirationDate>01 Jan 2020</expirationDate></id>
    </idList>
    <nationalityList><nationality><uid>41</uid><country>Korea, North</country>
      <mainEntry>true</mainEntry></nationality></nationalityList>
    <dateOfBirthList><dateOfBirthItem><uid>51</uid><dateOfBirth>01 Feb 1950</dateOfBirth>
      <mainEntry>true</mainEntry></dateOfBirthItem></dateOfBirthList>
    <placeOfBirthList><placeOfBirthItem><uid>52</uid><placeOfBirth>Sinuiju</placeOfBirth>
      <mainEntry>true</mainEntry></placeOfBirthItem></placeOfBirthList>
  </sdnEntry>
  <sdnEntry>
    <uid>103</uid>
    <lastName>MORNING REED</lastName>
    <sdnType>Vessel</sdnType>
    <programList><program>DPRK4</program></programList>
    <vesselInfo><callSign>HMAB1</callSign><vesselType>General Cargo</vesselType>
      <vesselFlag>Korea, North</vesselFlag></vesselInfo>
  </sdnEntry>
</sdnList>
"""


def _party(key: int, subtype: int, parts: list[tuple[str, int]], more: str = "") -> str:
    names = "".join(
        f'<DocumentedNamePart><NamePartValue NamePartGroupID="{key}{at}" ScriptID="215">{text}'
        "</NamePartValue></DocumentedNamePart>"
        for at, (text, _) in enumerate(parts)
    )
    groups = "".join(
        f'<MasterNamePartGroup><NamePartGroup ID="{key}{at}" NamePartTypeID="{kind}"/>'
        "</MasterNamePartGroup>"
        for at, (_, kind) in enumerate(parts)
    )
    return f"""<DistinctParty FixedRef="{key}"><Comment/>
      <Profile ID="{key}" PartySubTypeID="{subtype}">
        <Identity ID="{key}9" FixedRef="{key}" Primary="true" False="false">
          <Alias FixedRef="{key}" AliasTypeID="1403" Primary="true" LowQuality="false">
            <DocumentedName ID="1" FixedRef="{key}" DocNameStatusID="1">{names}</DocumentedName>
            <DocumentedName ID="2" FixedRef="{key}" DocNameStatusID="2"><DocumentedNamePart>
              <NamePartValue NamePartGroupID="0" ScriptID="220">최필호</NamePartValue>
            </DocumentedNamePart></DocumentedName>
          </Alias>
          <Alias FixedRef="{key}" AliasTypeID="1400" Primary="false" LowQuality="true">
            <DocumentedName ID="3" FixedRef="{key}" DocNameStatusID="2"><DocumentedNamePart>
              <NamePartValue NamePartGroupID="0" ScriptID="215">ALIAS {key}</NamePartValue>
            </DocumentedNamePart></DocumentedName>
          </Alias>
          <NamePartGroups>{groups}</NamePartGroups>
        </Identity>{more}
      </Profile></DistinctParty>"""


def _entry(key: int, tag: str, day: str) -> str:
    year, month, date = day.split("-")
    return f"""<SanctionsEntry ID="{key}7" ProfileID="{key}" ListID="1550">
      <EntryEvent ID="{key}8" EntryEventTypeID="1" LegalBasisID="1"><Comment/>
        <Date CalendarTypeID="1"><Year>{year}</Year><Month>{month}</Month><Day>{date}</Day></Date>
      </EntryEvent>
      <SanctionsMeasure ID="1" SanctionsTypeID="1705"/>
      <SanctionsMeasure ID="2" SanctionsTypeID="1"><Comment>{tag}</Comment></SanctionsMeasure>
    </SanctionsEntry>"""


ADVANCED_XML = f"""<?xml version="1.0" encoding="utf-8"?>
<Sanctions xmlns="http://www.un.org/sanctions/1.0" Version="3">
  <DateOfIssue CalendarTypeID="1"><Year>2019</Year><Month>1</Month><Day>9</Day></DateOfIssue>
  <ReferenceValueSets>
    <AliasTypeValues><AliasType ID="1400">A.K.A.</AliasType><AliasType ID="1403">Name</AliasType>
    </AliasTypeValues>
    <CountryValues><Country ID="11">Korea, North</Country></CountryValues>
    <FeatureTypeValues><FeatureType ID="8">Birthdate</FeatureType>
      <FeatureType ID="9">Place of Birth</FeatureType><FeatureType ID="10">Nationality Country</FeatureType>
      <FeatureType ID="25">Location</FeatureType><FeatureType ID="26">Title</FeatureType>
      <FeatureType ID="1">Vessel Call Sign</FeatureType></FeatureTypeValues>
    <IDRegDocTypeValues><IDRegDocType ID="1571">Passport</IDRegDocType></IDRegDocTypeValues>
    <LocPartTypeValues><LocPartType ID="1451">ADDRESS1</LocPartType>
      <LocPartType ID="1454">CITY</LocPartType></LocPartTypeValues>
    <NamePartTypeValues><NamePartType ID="1520">Last Name</NamePartType>
      <NamePartType ID="1521">First Name</NamePartType>
      <NamePartType ID="1525">Entity Name</NamePartType></NamePartTypeValues>
    <PartySubTypeValues><PartySubType ID="1" PartyTypeID="4">Vessel</PartySubType>
      <PartySubType ID="3" PartyTypeID="2">Unknown</PartySubType>
      <PartySubType ID="4" PartyTypeID="1">Unknown</PartySubType></PartySubTypeValues>
    <PartyTypeValues><PartyType ID="1">Individual</PartyType><PartyType ID="2">Entity</PartyType>
      <PartyType ID="4">Transport</PartyType></PartyTypeValues>
    <RelationTypeValues><RelationType ID="15003">Owned or Controlled By</RelationType>
    </RelationTypeValues>
    <SanctionsTypeValues><SanctionsType ID="1">Program</SanctionsType>
      <SanctionsType ID="1705">Block</SanctionsType></SanctionsTypeValues>
    <ScriptValues><Script ID="215">Latin</Script><Script ID="220">Hangul</Script></ScriptValues>
  </ReferenceValueSets>
  <Locations>
    <Location ID="25">
      <LocationPart LocPartTypeID="1454"><LocationPartValue Primary="true"><Value>Pyongyang</Value>
      </LocationPartValue></LocationPart>
      <LocationPart LocPartTypeID="1451"><LocationPartValue Primary="true">
      <Value>1 Sample Street</Value></LocationPartValue></LocationPart>
      <LocationCountry CountryID="11" CountryRelevanceID="1413"/></Location>
    <Location ID="26"><LocationCountry CountryID="11" CountryRelevanceID="1413"/></Location>
  </Locations>
  <IDRegDocuments>
    <IDRegDocument ID="2" IDRegDocTypeID="1571" IdentityID="1029" IssuedBy-CountryID="11"><Comment/>
      <IDRegistrationNo>000111</IDRegistrationNo></IDRegDocument>
  </IDRegDocuments>
  <DistinctParties>
    {
    _party(
        101,
        3,
        [("HWASONG EXAMPLE TRADING CORPORATION", 1525)],
        '<Feature ID="1" FeatureTypeID="25"><FeatureVersion ID="1"><Comment/>'
        '<VersionLocation LocationID="25"/></FeatureVersion></Feature>',
    )
}
    {
    _party(
        102,
        4,
        [("CHOE", 1520), ("Pil Ho", 1521)],
        '<Feature ID="2" FeatureTypeID="8"><FeatureVersion ID="2"><DatePeriod CalendarTypeID="1">'
        '<Start Approximate="false"><From><Year>1950</Year><Month>2</Month><Day>1</Day></From>'
        "<To><Year>1950</Year><Month>2</Month><Day>1</Day></To></Start></DatePeriod></FeatureVersion>"
        '</Feature><Feature ID="3" FeatureTypeID="10"><FeatureVersion ID="3">'
        '<VersionLocation LocationID="26"/></FeatureVersion></Feature><Feature ID="4" FeatureTypeID="26">'
        '<FeatureVersion ID="4"><VersionDetail DetailTypeID="1432">Director</VersionDetail>'
        "</FeatureVersion></Feature>",
    )
}
    {
    _party(
        103,
        1,
        [("MORNING REED", 1526)],
        '<Feature ID="5" FeatureTypeID="1"><FeatureVersion ID="5"><VersionDetail DetailTypeID="1432">'
        "HMAB1</VersionDetail></FeatureVersion></Feature>",
    )
}
  </DistinctParties>
  <ProfileRelationships>
    <ProfileRelationship ID="1" From-ProfileID="103" To-ProfileID="101" RelationTypeID="15003"/>
  </ProfileRelationships>
  <SanctionsEntries>
    {_entry(101, "NPWMD", "2009-4-24")}{_entry(101, "DPRK2", "2015-1-2")}
    {_entry(102, "DPRK3", "2016-7-6")}{_entry(103, "DPRK4", "2018-2-23")}
  </SanctionsEntries>
</Sanctions>
"""

UN_XML = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" dateGenerated="2016-03-03T00:00:09.554Z">
  <INDIVIDUALS>
    <INDIVIDUAL>
      <DATAID>9001</DATAID><VERSIONNUM>1</VERSIONNUM>
      <FIRST_NAME>CHOE</FIRST_NAME><SECOND_NAME>PIL-HO</SECOND_NAME>
      <UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPi.901</REFERENCE_NUMBER>
      <LISTED_ON>2009-07-16-04:00</LISTED_ON><GENDER>Male</GENDER>
      <NAME_ORIGINAL_SCRIPT>최필호</NAME_ORIGINAL_SCRIPT>
      <COMMENTS1>Director of an
invented body.</COMMENTS1>
      <TITLE><VALUE>Mr</VALUE></TITLE>
      <DESIGNATION><VALUE>Director</VALUE><VALUE>Member</VALUE></DESIGNATION>
      <NATIONALITY><VALUE>Democratic People's Republic of Korea</VALUE></NATIONALITY>
      <LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE>
      <LAST_DAY_UPDATED><VALUE>2012-01-01</VALUE><VALUE>2014-07-30</VALUE></LAST_DAY_UPDATED>
      <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Choi Pil-ho</ALIAS_NAME></INDIVIDUAL_ALIAS>
      <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>The Director</ALIAS_NAME>
        <NOTE>as of 2010</NOTE></INDIVIDUAL_ALIAS>
      <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
      <INDIVIDUAL_ADDRESS><CITY>Pyongyang</CITY><COUNTRY>Democratic People's Republic of Korea</COUNTRY>
        <NOTE>office</NOTE></INDIVIDUAL_ADDRESS>
      <INDIVIDUAL_ADDRESS><COUNTRY/></INDIVIDUAL_ADDRESS>
      <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1950-02-01</DATE></INDIVIDUAL_DATE_OF_BIRTH>
      <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1948</FROM_YEAR>
        <TO_YEAR>1951</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
      <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1949</YEAR></INDIVIDUAL_DATE_OF_BIRTH>
      <INDIVIDUAL_PLACE_OF_BIRTH><CITY>Sinuiju</CITY><COUNTRY>Democratic People's Republic of Korea</COUNTRY></INDIVIDUAL_PLACE_OF_BIRTH>
      <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>000111</NUMBER>
        <ISSUING_COUNTRY>Democratic People's Republic of Korea</ISSUING_COUNTRY></INDIVIDUAL_DOCUMENT>
      <SORT_KEY/><SORT_KEY_LAST_MOD/>
    </INDIVIDUAL>
    <INDIVIDUAL>
      <DATAID>9002</DATAID><FIRST_NAME>ANNA</FIRST_NAME><SECOND_NAME>EXAMPLE</SECOND_NAME>
      <UN_LIST_TYPE>DRC</UN_LIST_TYPE><REFERENCE_NUMBER>CDi.902</REFERENCE_NUMBER>
      <LISTED_ON>2012-12-31</LISTED_ON>
    </INDIVIDUAL>
  </INDIVIDUALS>
  <ENTITIES>
    <ENTITY>
      <DATAID>9003</DATAID><FIRST_NAME>HWASONG EXAMPLE TRADING CORPORATION</FIRST_NAME>
      <UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPe.903</REFERENCE_NUMBER>
      <LISTED_ON>2009-04-24</LISTED_ON>
      <ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>"HETCO"</ALIAS_NAME></ENTITY_ALIAS>
      <ENTITY_ADDRESS><STREET>1 Sample Street</STREET><CITY>Pyongyang</CITY>
        <COUNTRY>Democratic People's Republic of Korea</COUNTRY></ENTITY_ADDRESS>
    </ENTITY>
  </ENTITIES>
</CONSOLIDATED_LIST>
"""
