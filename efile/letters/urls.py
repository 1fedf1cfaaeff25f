from django.urls import path

from efile.letters import views
from efile.letters.esignviews import esign_letter
from efile.letters.listviews import letters
from efile.letters.recipientviews import letter_recipients

urlpatterns = [
    path("letters/", letters, name="letters"),
    path("t/<uuid:thread>/letters/", views.begin, name="begin_letter"),
    path("letters/<uuid:draft>/", views.letter, name="letter"),
    path("letters/<uuid:draft>/recipients/", letter_recipients, name="letter_recipients"),
    path("letters/<uuid:draft>/work/", views.work, name="letter_work"),
    path("letters/<uuid:draft>/changes/", views.changes, name="letter_changes"),
    path("letters/<uuid:draft>/pdf/", views.pdf, name="letter_pdf"),
    path("letters/<uuid:draft>/docx/", views.docx, name="letter_docx"),
    path("letters/<uuid:draft>/signed/", views.sign, name="sign_letter"),
    path("letters/<uuid:draft>/esign/", esign_letter, name="esign_letter"),
]
