"""Calls every contract as any Python system would: zeep, strict, with nothing but the address of the service.

Prints one JSON object: what each call was answered, by its step, and what a wrong call was told.
"""

import json
import sys
from datetime import datetime

from zeep import Client, Settings
from zeep.exceptions import Fault
from zeep.helpers import serialize_object

CONSENT = "urn:riv:informationsecurity:authorization:consent"
CARE_PROVIDER = "SE165565594230-1000"
CARE_UNIT = "SE165565594230-1B0C"
EMPLOYEE = "SE165565594230-1A2B"
PATIENT = {"root": "1.2.752.129.2.1.3.1", "extension": "191212121212"}
GUARDIAN = {"root": "1.2.752.129.2.1.3.3", "extension": "197010632391"}
ACTOR = {
    "employeeId": EMPLOYEE,
    "assignmentId": "SE165565594230-1C3D",
    "assignmentName": "Vård och behandling",
}
ACTION = {
    "requestDate": datetime(2025, 1, 15, 9, 30),
    "requestedBy": ACTOR,
    "registrationDate": datetime(2025, 1, 15, 9, 45),
    "registeredBy": ACTOR,
    "reasonText": "Inför besök på mottagningen & <mer>",
}
FIRST = "3f0c1c9a-52f1-4f5e-9d55-0a5bb1a1c0de"
SECOND = "7f1e9f0e-6f5b-4a53-8a55-3c1f5e0f6b10"


class Contract:
    """A contract as its WSDL describes it."""

    def __init__(self, service_url, name, major):
        self.name = name
        wsdl = f"{service_url}/{name}/{major}/rivtabp21?wsdl"
        self.client = Client(wsdl, settings=Settings(strict=True))
        self.port = self.client.bind(f"{name}ResponderService", f"{name}ResponderPort")

    def call(self, logical_address=CARE_PROVIDER, **elements):
        operation = getattr(self.port, self.name)
        answer = operation(_soapheaders={"LogicalAddress": logical_address}, **elements)
        return serialize_object(answer, dict)


def contracts_of(service_url):
    majors = {
        "RegisterExtendedConsent": 2,
        "CancelExtendedConsent": 2,
        "DeleteExtendedConsent": 2,
        "CheckConsent": 2,
        "GetConsentsForPatient": 2,
        "GetExtendedConsentsForPatient": 2,
        "GetConsentsForCareProvider": 2,
        "GetAllExtendedConsentsForPatient": 1,
        "EndConsentByPatient": 1,
    }
    return {name: Contract(service_url, name, major) for name, major in majors.items()}


def registration(assertion_id):
    return {
        "assertionId": assertion_id,
        "assertionType": "Consent",
        "scope": "NationalLevel",
        "patientId": PATIENT,
        "careProviderId": CARE_PROVIDER,
        "careUnitId": CARE_UNIT,
        "startDate": datetime(2025, 1, 15, 10),
        "endDate": datetime(2095, 12, 31, 23, 59, 59),
        "representedBy": GUARDIAN,
        "registrationAction": ACTION,
    }


def story(contracts):
    """Every contract, in an order in which each has something to answer."""
    actor = {"employeeId": EMPLOYEE, "careProviderId": CARE_PROVIDER, "careUnitId": CARE_UNIT}
    register, check = contracts["RegisterExtendedConsent"], contracts["CheckConsent"]
    at_provider = {"careProviderId": CARE_PROVIDER, "patientId": PATIENT}
    yield "register", register.call(**registration(FIRST))
    yield "register another", register.call(**registration(SECOND))
    yield "register again", register.call(**registration(FIRST))
    yield "check", check.call(accessingActor=actor, patientId=PATIENT)
    yield "list", contracts["GetConsentsForPatient"].call(**at_provider)
    yield "end", contracts["EndConsentByPatient"].call(
        assertionId=FIRST, patientId=PATIENT, endDateTime=datetime(2090, 6, 30, 23, 59, 59)
    )
    yield "cancel", contracts["CancelExtendedConsent"].call(assertionId=FIRST, cancellationAction=ACTION)
    yield "delete", contracts["DeleteExtendedConsent"].call(assertionId=SECOND, deletionAction=ACTION)
    yield "check again", check.call(accessingActor=actor, patientId=PATIENT)
    yield "list with history", contracts["GetExtendedConsentsForPatient"].call(
        **at_provider, getCancelledFlag=True
    )
    yield "list everywhere", contracts["GetAllExtendedConsentsForPatient"].call(
        patientId=PATIENT, getCancelledFlag=True
    )
    yield "synchronise", contracts["GetConsentsForCareProvider"].call(
        careProviderId=CARE_PROVIDER, createdOnOrAfter=datetime(2025, 1, 1), getCancelledFlag=True
    )
    yield "wrong identity", check.call(
        accessingActor=actor, patientId={"root": "1.2.3.4", "extension": "191212121212"}
    )
    yield "address not served", register.call(logical_address="SE165565594230-9999", **registration(FIRST))


def ping(service_url):
    """What platforms ask every service, which has schemas of its own."""
    answer = Contract(service_url, "PingForConfiguration", 1).call(
        serviceContractNamespace=f"{CONSENT}:CheckConsentResponder:2", logicalAddress=CARE_PROVIDER
    )
    return {fact["name"]: fact["value"] for fact in answer["configuration"]}


def fault_without_address(contract):
    """What zeep makes of a fault: the code, and the sentence that says what to mend."""
    try:
        contract.call(logical_address="", assertionId=FIRST, cancellationAction=ACTION)
    except Fault as fault:
        return {"code": fault.code, "message": fault.message}
    return None


def main(service_url):
    contracts = contracts_of(service_url)
    answers = dict(story(contracts))
    fault = fault_without_address(contracts["CancelExtendedConsent"])
    report = {"answers": answers, "fault": fault, "ping": ping(service_url)}
    json.dump(report, sys.stdout, default=datetime.isoformat)


if __name__ == "__main__":
    main(sys.argv[1])
