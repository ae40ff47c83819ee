"""Who is who in a group: every spelling of a name, and the names that must not be seen."""

from mkdocs_paperreview.people.file import PEOPLE_FILE, read_people
from mkdocs_paperreview.people.persons import People, Person, spelling

__all__ = ["PEOPLE_FILE", "People", "Person", "read_people", "spelling"]
